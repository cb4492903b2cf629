import type { Entry } from './dav';

/**
 * A file of one device's log. It holds everything that the device pushed from one turn to another, both counted from 1. The
 * latest lie together in `log/`, as `<device>.<from>-<to>.seg`, so that one listing tells what is new of all devices;
 * older ones are folded into larger ones, in `log/<device>/<from>-<to>.seg`.
 */
export interface Segment {
  path: string;
  device: string;
  from: number;
  to: number;
  size: number;
  /** Lies in the device's own folder. */
  isOld: boolean;
}

/** How far each device's log was read; under `ownFloor`, where it stands, how far our own had come before a server was put back. */
export type Seen = Record<string, number>;

/** No device is called so. */
const ownFloor = '+';

/** The last turn of our own that anybody may have seen: the next one is later, whatever lies there now. */
export function lastOwnTurn(seen: Readonly<Seen>, device: string): number {
  return Math.max(seen[ownFloor] ?? 0, seen[device] ?? 0);
}

/**
 * Files that were read before and that a listing of `log/` lacks. Each device's newest lies there as long as the library does, so
 * that what lies there now may be an older state of it.
 */
export function missedIn(latest: readonly Segment[], seen: Readonly<Seen>): string[] {
  const newest = new Map<string, number>();
  for (const { device, to } of latest) newest.set(device, Math.max(to, newest.get(device) ?? 0));
  return Object.entries(seen).flatMap(([device, turn]) =>
    device !== ownFloor && turn > (newest.get(device) ?? 0) ? [segmentPath(device, turn, turn, false)] : [],
  );
}

/** The place before everything, by which it is still known how far our own log had come. */
export function beforeAll(seen: Readonly<Seen>, device: string): Seen {
  return { [ownFloor]: lastOwnTurn(seen, device) };
}

const digits = 8;

/** Where a segment lies. */
export function segmentPath(device: string, from: number, to: number, isOld: boolean): string {
  const turns = `${pad(from)}-${pad(to)}.seg`;
  return isOld ? `log/${device}/${turns}` : `log/${device}.${turns}`;
}

/** The segments in a listing of `log/`, and the devices that have a folder there. */
export function readLog(entries: readonly Entry[]): { latest: Segment[]; devices: string[] } {
  const latest = entries.flatMap((entry) => {
    const [, device = '', turns = ''] = /^([A-Za-z0-9]+)\.(.*)$/.exec(entry.name) ?? [];
    return entry.isFolder ? [] : toSegment(device, turns, `log/${entry.name}`, entry.size, false);
  });
  const folders = entries.filter(({ isFolder, name }) => isFolder && /^[A-Za-z0-9]+$/.test(name));
  const devices = new Set([...latest.map(({ device }) => device), ...folders.map(({ name }) => name)]);
  return { latest, devices: [...devices].sort() };
}

/** The segments in a listing of a device's own folder. */
export function readOld(device: string, entries: readonly Entry[]): Segment[] {
  return entries.flatMap(({ name, size }) => toSegment(device, name, `log/${device}/${name}`, size, true));
}

/** The segments that hold what comes after a turn, in order; what a larger one holds too is left out. */
export function after(turn: number, segments: readonly Segment[]): Segment[] {
  const chosen: Segment[] = [];
  let seen = turn;
  for (const segment of [...segments].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (segment.to <= seen) continue;
    chosen.push(segment);
    seen = segment.to;
  }
  return chosen;
}

/** Whether segments go on from a turn without a gap: then nothing of it has been put away into the folder. */
export function goOn(turn: number, segments: readonly Segment[]): boolean {
  return segments.length > 0 && Math.min(...segments.map(({ from }) => from)) <= turn + 1;
}

/** The cursor of a remote as text. */
export function writeSeen(seen: Readonly<Seen>): string {
  return JSON.stringify(seen);
}

/** A cursor as it was given. One that is none means that nothing was read. */
export function readSeen(cursor: string | undefined): Seen {
  try {
    const seen: unknown = JSON.parse(cursor ?? '{}');
    return typeof seen === 'object' && seen !== null ? { ...(seen as Seen) } : {};
  } catch {
    return {};
  }
}

/**
 * Which neighbours are worth a file of their own together: runs of at least `least` small ones, as many as fit. What
 * is rewritten at all grows with the logarithm of the log.
 */
export function toFold(
  segments: readonly Segment[],
  least: number,
  small: number,
  most: number,
): Segment[][] {
  const groups: Segment[][] = [];
  let group: Segment[] = [];
  let size = 0;
  const close = (): void => {
    if (group.length >= least) groups.push(group);
    group = [];
    size = 0;
  };
  for (const segment of [...segments].sort((a, b) => a.from - b.from)) {
    if (segment.size > small) {
      close();
      continue;
    }
    if (size + segment.size > most) close();
    group.push(segment);
    size += segment.size;
  }
  close();
  return groups;
}

function toSegment(
  device: string,
  name: string,
  path: string,
  size: number | undefined,
  isOld: boolean,
): Segment[] {
  const [, from, to] = /^(\d+)-(\d+)\.seg$/.exec(name) ?? [];
  if (!device || from === undefined || to === undefined) return [];
  return [{ path, device, from: Number(from), to: Number(to), size: size ?? 0, isOld }];
}

function pad(turn: number): string {
  return String(turn).padStart(digits, '0');
}
