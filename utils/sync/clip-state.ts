import type { ClipFacts, ClipSummary, Timestamp } from '../model/clip';
import { timeOf } from './clock';
import { mergeClip } from './merge';
import type { ClipBody, Register, Stamp, StampedSet } from './model';
import { changedFields, changedSet, emptySet, entriesOf, inOrder, isSameJson, valuesIn } from './sets';

/** What lists show of a clip and no version of it tells. */
const fieldNames = [
  'readState',
  'progress',
  'lastReadAt',
  'favourite',
  'archived',
  'clippedAt',
  'seenAgainAt',
  'otherKeys',
] as const satisfies readonly (keyof ClipSummary)[];

const orders = { tags: 'tagOrder', collections: 'collectionOrder' } as const;

export const erased = 'erased';

/** Gives stamps, one after the other: of now, or of a time that is known. */
export type Stamper = (time?: number) => Stamp;

/** A clip as it is first told of: what is said of it was said when it was clipped, as far as nothing else is known. */
export function enterClip(row: ClipSummary, stamp: Stamper): ClipBody {
  const clipped = Date.parse(row.clippedAt);
  const at = () => stamp(clipped);
  const read = () => stamp(row.lastReadAt ? Date.parse(row.lastReadAt) : clipped);
  const fields: Record<string, Register> = {};
  for (const name of fieldNames) {
    const value = row[name];
    const isReading = name === 'readState' || name === 'progress' || name === 'lastReadAt';
    if (value !== undefined) fields[name] = [isReading ? read() : at(), value];
  }
  const setOf = (values: readonly string[]): StampedSet<string> =>
    changedSet(emptySet<string>(), { give: values.map((value) => [at(), value]) }, at);
  return {
    kind: 'clip',
    born: clipped,
    keys: [row.pageKey],
    fields,
    tags: setOf(row.tags),
    collections: setOf(row.collections ?? []),
    note: setOf(row.note ? [row.note] : []),
    place: changedSet(
      emptySet<string>(),
      { give: [row.deletedAt ? [stamp(Date.parse(row.deletedAt)), row.deletedAt] : [at(), '']] },
      at,
    ),
  };
}

/**
 * What is said of a clip after its list row was written; nothing where the row says what was known. Takes the clip's own
 * state, and those of the clips of the same page that are one with it. `isSaved`: the page was clipped again, so that the
 * clip is wanted, whatever another device thinks of it meanwhile.
 */
export function changeClip(
  own: ClipBody,
  others: readonly ClipBody[],
  row: ClipSummary,
  stamp: Stamper,
  isSaved: boolean,
): ClipBody | undefined {
  const whole = others.reduce(mergeClip, own);
  const shown = sayingsOf(whole);
  let fields = changedFields(whole.fields, { ...row }, fieldNames, stamp);
  const tags = changeStrings(whole.tags, row.tags, stamp, tagKey);
  const collections = changeStrings(whole.collections, row.collections ?? [], stamp, (id) => id);
  const sets = { tags: tags.set, collections: collections.set };
  for (const name of ['tags', 'collections'] as const) {
    const now = stringsIn(sets[name], fields[orders[name]]?.[1], name === 'tags' ? tagKey : (id) => id);
    if (!isSameJson(now, row[name] ?? []))
      fields = changedFields(fields, { [orders[name]]: row[name] }, [orders[name]], stamp);
  }
  const note =
    (row.note ?? '') === (shown.note ?? '')
      ? { take: [], give: [] }
      : { take: Object.keys(whole.note.in), give: row.note ? [[stamp(), row.note] as [Stamp, string]] : [] };
  const lies = row.deletedAt ?? '';
  const place =
    lies === placeOf(whole) && !(isSaved && lies === '')
      ? { take: [], give: [] }
      : { take: Object.keys(whole.place.in), give: [[stamp(), lies] as [Stamp, string]] };
  const isSame =
    fields === whole.fields &&
    tags.isSame &&
    collections.isSame &&
    note.take.length + note.give.length + place.give.length === 0;
  if (isSame) return undefined;
  return {
    ...own,
    // What the others say stays with them; a stamp of theirs would only be told twice.
    fields: {
      ...own.fields,
      ...Object.fromEntries(Object.entries(fields).filter(([name, said]) => whole.fields[name] !== said)),
    },
    tags: changedSet(own.tags, tags, stamp),
    collections: changedSet(own.collections, collections, stamp),
    note: changedSet(own.note, note, stamp),
    place: changedSet(own.place, place, stamp),
  };
}

/** A clip that was erased for good. */
export function eraseClip(body: ClipBody, stamp: Stamper): ClipBody {
  return {
    ...body,
    place: changedSet(body.place, { take: Object.keys(body.place.in), give: [[stamp(), erased]] }, stamp),
  };
}

/** Where a clip lies: what keeps most wins where devices did not know of each other. */
export function placeOf({ place }: ClipBody): string {
  const places = Object.values(place.in);
  if (places.length === 0 || places.includes('')) return '';
  return places.filter((each) => each !== erased).sort()[0] ?? erased;
}

/** Whether a clip was erased for good. */
export function isErased(body: ClipBody): boolean {
  return placeOf(body) === erased;
}

/** What is said of a clip, as its list row has it. */
export function sayingsOf(body: ClipBody): ClipFacts & Pick<ClipSummary, 'otherKeys'> & SeenTimes {
  const { [orders.tags]: tagOrder, [orders.collections]: collectionOrder, ...fields } = valuesIn(body.fields);
  const tags = stringsIn(body.tags, tagOrder, tagKey);
  const collections = stringsIn(body.collections, collectionOrder, (id) => id);
  const note = noteOf(body.note);
  const place = placeOf(body);
  return {
    ...fields,
    tags,
    ...(collections.length > 0 && { collections }),
    ...(note !== '' && { note }),
    ...(place !== '' && place !== erased && { deletedAt: place }),
  };
}

interface SeenTimes {
  clippedAt?: Timestamp;
  seenAgainAt?: Timestamp;
}

/** Two tags of one clip count as one whatever their case. */
function tagKey(tag: string): string {
  return tag.toLowerCase();
}

function stringsIn(set: StampedSet<string>, order: unknown, keyOf: (value: string) => string): string[] {
  const byKey = new Map<string, string>();
  for (const [, value] of entriesOf(set)) if (!byKey.has(keyOf(value))) byKey.set(keyOf(value), value);
  return inOrder([...byKey.values()], (value) => value, order);
}

function changeStrings(
  set: StampedSet<string>,
  wanted: readonly string[],
  stamp: Stamper,
  keyOf: (value: string) => string,
) {
  const shown = new Set(stringsIn(set, undefined, keyOf));
  const keys = new Set(wanted.map(keyOf));
  const kept = new Set(wanted.filter((value) => shown.has(value)));
  const respelled = new Set(wanted.filter((value) => !kept.has(value)).map(keyOf));
  const take = entriesOf(set).flatMap(([at, value]) =>
    keys.has(keyOf(value)) && !respelled.has(keyOf(value)) ? [] : [at],
  );
  const give = wanted.filter((value) => !kept.has(value)).map((value): [Stamp, string] => [stamp(), value]);
  return { take, give, set: changedSet(set, { take, give }, stamp), isSame: take.length + give.length === 0 };
}

/**
 * A note; where it was written on two devices at the same time, both texts, and between them a line that says so. It is the
 * same on every device, so it cannot be in the language of one.
 */
function noteOf(set: StampedSet<string>): string {
  const written = entriesOf(set);
  const texts = written.filter(
    ([at, text], index) =>
      !written.some(
        ([otherAt, other], otherIndex) =>
          otherAt !== at && other.includes(text) && (other !== text || otherIndex < index),
      ),
  );
  return texts.map(([at, text], index) => (index === 0 ? text : `${otherDevice(at)}${text}`)).join('');
}

function otherDevice(at: Stamp): string {
  const time = new Date(timeOf(at)).toISOString().slice(0, 16).replace('T', ' ');
  return `\n\n— written at the same time on another device / 另一台设备上同时写下 · ${time} UTC —\n\n`;
}
