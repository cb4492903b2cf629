import { foundGroup, GroupRemote, joinGroup } from '../../../../utils/sync/group/group-remote';
import { invite, readInvitation } from '../../../../utils/sync/group/invitation';
import { memberIdOf } from '../../../../utils/sync/group/keys';
import type { MemberChange, Role } from '../../../../utils/sync/group/members';
import type { SyncAccount } from '../../../../utils/sync/model';
import type { Remote, RemoteKit } from '../../../../utils/sync/remote';
import { type Device, makeDevice } from '../device';
import { MemoryServer } from '../memory-remote';
import { never } from './samples';

const unused = new MemoryServer();

/** Makes the bare remote of a place for a device. */
export type BareOf = (kit: RemoteKit) => Remote;

const place: Pick<SyncAccount, 'kind' | 'address'> = {
  kind: 'webdav',
  address: 'https://dav.example/library',
};

/** An installation that is a member of a group: founds it, or comes in by an invitation. */
export async function makeMember(bareOf: BareOf, crypto: Crypto, name: string, invitation?: string) {
  const device = await makeDevice(unused, { on: false });
  const kit = { device: 'beginner1', fetch, crypto, now: Date.now, pin: () => device.groupPin() };
  const invited = invitation === undefined ? undefined : readInvitation(invitation);
  const account = invited
    ? await joinGroup(bareOf(kit), invited, name, kit, never)
    : await foundGroup(bareOf(kit), name, kit, never);
  const id = await memberIdOf(account.key.publicKey, crypto);
  const own = { ...kit, device: id };
  /** As a page that is opened anew. */
  const freshRemote = () => new GroupRemote(bareOf(own), account, own);
  await device.beginSync(id);
  return {
    ...device,
    id,
    account,
    bareOf,
    freshRemote,
    round: (remote: Remote = freshRemote()) => device.sync(remote),
    invite: async (role: Role): Promise<string> => {
      const remote = freshRemote();
      await remote.open(never);
      return (await invite(remote, role, place, kit, never)).text;
    },
    change: async (change: MemberChange): Promise<void> => {
      const remote = freshRemote();
      await remote.open(never);
      await device.meetGroup(await remote.change(change, never));
    },
  };
}

export type GroupMember = Awaited<ReturnType<typeof makeMember>> & Device;

/** Members take turns until none has anything to tell. */
export async function roundsOf(...members: readonly GroupMember[]): Promise<void> {
  for (let turn = 0; turn < 3; turn++) for (const member of members) await member.round();
}
