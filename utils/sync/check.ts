import { timeOf } from './clock';
import type { ClipBody, Json, RecordBody, Stamp, StampedSet, SyncRecord } from './model';
import { takenFrom } from './sets';

const kinds: Record<string, RecordBody['kind']> = {
  text: 'text',
  version: 'version',
  clip: 'clip',
  collection: 'collection',
  search: 'search',
};

/** Stamps of a device whose clock is further ahead than this are not taken over: they would win for years. Milliseconds. */
const mostAhead = 366 * 24 * 60 * 60 * 1000;

/**
 * Whether something that came from a remote has the shape of a record. A remote may be anybody's: what does not fit is
 * passed over and told of, and nothing else of it is believed.
 */
export function isSyncRecord(value: unknown, now: number): value is SyncRecord {
  if (!isObject(value) || typeof value.id !== 'string' || !isObject(value.body)) return false;
  const { id, body } = value;
  const slash = id.indexOf('/');
  if (slash < 0 || id.length > 600 || kinds[id.slice(0, slash)] !== body.kind) return false;
  const isStamp = (at: unknown): at is Stamp =>
    typeof at === 'string' && /^[0-9a-z]{12}[0-9a-z~]{4,40}$/.test(at) && timeOf(at) < now + mostAhead;
  const isRegister = (said: unknown, isValue: (value: unknown) => boolean = () => true): boolean =>
    Array.isArray(said) && said.length === 2 && isStamp(said[0]) && isValue(said[1]);
  const isRegisters = (fields: unknown): boolean =>
    isObject(fields) && Object.values(fields).every((said) => isRegister(said));
  const isTaken = (taken: unknown): boolean => Array.isArray(taken) && taken.every(isStamp);
  // A mere list of what was taken away, as it was until 27 November 2026, is read too.
  const isRemovals = (out: unknown): boolean =>
    isTaken(out) ||
    (isObject(out) && Object.entries(out).every(([by, taken]) => isStamp(by) && isTaken(taken)));
  const isSet = (set: unknown): boolean =>
    isObject(set) &&
    isObject(set.in) &&
    Object.entries(set.in).every(([at, text]) => isStamp(at) && isText(text)) &&
    isRemovals(set.out);
  switch (body.kind) {
    case 'text':
      return isStamp(body.at) && (body.text === undefined || isObject(body.text));
    case 'version':
      return (
        isText(body.clip) &&
        isText(body.at) &&
        !Number.isNaN(Date.parse(body.at)) &&
        isRegister(body.text, isText) &&
        isRegisters(body.parts) &&
        (body.gone === undefined || isRegister(body.gone, (gone) => typeof gone === 'boolean'))
      );
    case 'clip':
      return (
        typeof body.born === 'number' &&
        Array.isArray(body.keys) &&
        body.keys.every(isText) &&
        isRegisters(body.fields) &&
        isFacts(body.fields as Record<string, [Stamp, Json]>) &&
        [body.tags, body.collections, body.note, body.place].every(isSet)
      );
    default:
      return isRegisters(body.fields);
  }
}

const factTypes: Record<string, (value: unknown) => boolean> = {
  readState: (value) => value === 'reading' || value === 'read',
  progress: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  lastReadAt: isTime,
  favourite: (value) => value === true,
  archived: (value) => value === true,
  clippedAt: isTime,
  seenAgainAt: isTime,
  otherKeys: (value) => Array.isArray(value) && value.every(isText),
};

function isFacts(fields: Readonly<Record<string, [Stamp, Json]>>): boolean {
  return Object.entries(fields).every(
    ([name, [, value]]) => value === null || (factTypes[name]?.(value) ?? true),
  );
}

/** The stamps of everything that a body says, removals too; not of what they took away. */
export function stampsOf(body: RecordBody): Stamp[] {
  const of = (fields: Readonly<Record<string, readonly [Stamp, unknown]>>): Stamp[] =>
    Object.values(fields).map(([at]) => at);
  switch (body.kind) {
    case 'text':
      return [body.at];
    case 'version':
      return [body.text[0], ...(body.gone ? [body.gone[0]] : []), ...of(body.parts)];
    case 'clip':
      return [
        ...of(body.fields),
        ...setsOf(body).flatMap((set) => [...Object.keys(set.in), ...Object.keys(set.out)]),
      ];
    case 'signed':
      return body.states.flatMap((state) => stampsOf(state.body));
    default:
      return of(body.fields);
  }
}

/** The latest stamp in a body: a clock that has seen it goes on from there. */
export function latestStamp(body: RecordBody): Stamp {
  const taken = body.kind === 'clip' ? setsOf(body).flatMap((set) => [...takenFrom(set)]) : [];
  let latest = '';
  for (const at of [...stampsOf(body), ...taken]) if (at > latest) latest = at;
  return latest;
}

/** The sets of a clip. */
export function setsOf({ tags, collections, note, place }: ClipBody): StampedSet<string>[] {
  return [tags, collections, note, place];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTime(value: unknown): boolean {
  return isText(value) && !Number.isNaN(Date.parse(value));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
