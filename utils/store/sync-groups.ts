import type { ClipId } from '../model/clip';
import { isErased } from '../sync/clip-state';
import type { ClipBody } from '../sync/model';
import { library } from './db';
import { bareName, clipName, type SyncStateRow } from './sync-track';

/** States that a plan knows: those of the database, and over them those that are to be written. */
export class KnownStates {
  /** As they are in the database: by their `rev` it is told later whether they still are. */
  readonly read = new Map<string, SyncStateRow | undefined>();
  readonly changed = new Map<string, SyncStateRow>();

  async load(ids: readonly string[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.read.has(id));
    const rows = await library.syncStates.bulkGet(missing);
    missing.forEach((id, index) => {
      this.read.set(id, rows[index]);
    });
  }

  take(rows: readonly SyncStateRow[]): SyncStateRow[] {
    for (const row of rows) if (!this.read.has(row.id)) this.read.set(row.id, row);
    return rows.map((row) => this.get(row.id) ?? row);
  }

  get(id: string): SyncStateRow | undefined {
    return this.changed.get(id) ?? this.read.get(id);
  }

  change(row: SyncStateRow): void {
    this.changed.set(row.id, { ...row, rev: (this.read.get(row.id)?.rev ?? 0) + 1 });
  }

  all(): SyncStateRow[] {
    return [...new Set([...this.read.keys(), ...this.changed.keys()])].flatMap((id) => this.get(id) ?? []);
  }
}

/** Clips of one page, which are one clip: the one that was there first gives its id. */
export interface ClipGroup {
  id: ClipId;
  /** By their ids, that of the group first. */
  members: SyncStateRow[];
  isErased: boolean;
}

/**
 * The groups that some clips are in now, and those that they were in before. Clips share a page as they share a key; one that
 * was erased is with nobody.
 */
export async function groupsOf(states: KnownStates, clipIds: readonly ClipId[]): Promise<ClipGroup[]> {
  const rows = new Map<ClipId, SyncStateRow>();
  let wanted = new Set(clipIds);
  while (wanted.size > 0) {
    await states.load([...wanted].map(clipName));
    const fresh = [...wanted].flatMap((id) => states.get(clipName(id)) ?? []);
    for (const row of fresh) rows.set(idOf(row), row);
    const keys = [...new Set(fresh.flatMap((row) => row.keys ?? []))];
    const sharing = states.take(await library.syncStates.where('keys').anyOf(keys).toArray());
    const isSharing = new Set(keys);
    const unsaved = [...states.changed.values()].filter((row) => row.keys?.some((key) => isSharing.has(key)));
    const joined = fresh.flatMap((row) => [row.into ?? idOf(row), ...(row.members ?? []).map(bareName)]);
    wanted = new Set([...[...sharing, ...unsaved].map(idOf), ...joined].filter((id) => !rows.has(id)));
    // A clip that was said to be joined and is not known here would be asked for again and again.
    await states.load([...wanted].map(clipName));
    wanted = new Set([...wanted].filter((id) => states.get(clipName(id))));
  }
  return components([...rows.values()]);
}

function components(rows: readonly SyncStateRow[]): ClipGroup[] {
  const lone = rows.filter(({ body }) => isErased(body as ClipBody));
  const left = new Set(rows.filter((row) => !lone.includes(row)));
  const groups = lone.map((row): ClipGroup => ({ id: idOf(row), members: [row], isErased: true }));
  for (const first of left) {
    left.delete(first);
    const members = [first];
    for (const member of members)
      for (const other of left)
        if (other.keys?.some((key) => member.keys?.includes(key))) {
          left.delete(other);
          members.push(other);
        }
    members.sort(byBirth);
    groups.push({ id: idOf(members[0] ?? first), members, isErased: false });
  }
  return groups;
}

function byBirth(one: SyncStateRow, other: SyncStateRow): number {
  const born = (row: SyncStateRow) => (row.body as ClipBody).born;
  return born(one) - born(other) || (one.id < other.id ? -1 : 1);
}

function idOf({ id }: SyncStateRow): ClipId {
  return bareName(id);
}
