import { stampsOf } from '../sync/check';
import { deviceOf } from '../sync/clock';
import type { GroupView } from '../sync/group/group-remote';
import { type Group, mayWrite, memberOf } from '../sync/group/members';
import { adderOf } from '../sync/group/said';
import type { ClipBody, GroupPin } from '../sync/model';
import { library } from './db';
import { clipName, type SyncGroupRow, textName } from './sync-track';

/** The group with which this library is shared, as it was last seen; nothing where it is a person's own. */
export async function groupRow(): Promise<SyncGroupRow | undefined> {
  const row = await library.syncMeta.get('group');
  return row?.key === 'group' ? row : undefined;
}

/** How much of the list of members was seen: an older list is not believed. */
export async function groupPin(): Promise<GroupPin | undefined> {
  const group = (await groupRow())?.view.group;
  return group && { count: group.count, tip: group.tip };
}

/**
 * Keeps the group as it is now. Where the right to write was taken from a member, or it was put out or left, an owner answers
 * from now on for what that one had added and taken away: all of it is sent once more, with the owner's signature. That is
 * the owner who took the right; every owner, where whoever took it owns nothing any more.
 */
export async function meetGroup(view: GroupView): Promise<void> {
  const { syncStates, syncOutbox, syncMeta } = library;
  const known = await groupRow();
  if (known?.view.group.tip === view.group.tip && known.view.role === view.role) return;
  await library.transaction('rw', [syncStates, syncOutbox, syncMeta], async () => {
    const before = await groupRow();
    const fresh = view.group.history.slice(before?.view.group.count ?? view.group.count);
    const isOurs = (by: string): boolean => by === view.me || memberOf(view.group, by)?.role !== 'owner';
    if (view.role === 'owner' && fresh.some(({ by, change }) => isTaking(change.do) && isOurs(by)))
      await answerFor(view.group);
    await syncMeta.put({ key: 'group', view });
  });
}

function isTaking(what: string): boolean {
  return what === 'remove' || what === 'role';
}

async function answerFor(group: Group): Promise<void> {
  const silenced = new Set(group.members.flatMap(({ id }) => (mayWrite(group, id) ? [] : [id])));
  const names: string[] = [];
  await library.syncStates.each(({ id, body, has }) => {
    if (!stampsOf(body).some((at) => silenced.has(deviceOf(at)))) return;
    if (has) names.push(textName(has));
    names.push(id);
  });
  await library.syncOutbox.bulkAdd(names.map((id) => ({ id })));
}

/** Who added a clip to a group's library; nothing in a person's own. */
export async function addedBy(clipId: string): Promise<{ name: string; isMe: boolean } | undefined> {
  const row = await groupRow();
  const state = row && (await library.syncStates.get(clipName(clipId)));
  const id = state && adderOf(state.body as ClipBody);
  const member = row?.view.group.members.find((each) => each.id === id);
  return member && { name: member.name, isMe: member.id === row?.view.me };
}
