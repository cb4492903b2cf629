import type { ClipRecord, Highlight } from '../model/clip';
import type { Stamper } from './clip-state';
import type { Json, Register, TextBody, VersionBody } from './model';
import { inOrder, isSameJson } from './sets';

/**
 * A record in named pieces, each of which is said by itself: a correction of the title and one of the date, made on two
 * devices, both hold. Lists are taken apart by the ids of what is in them.
 */
export type Pieces = Map<string, Json>;

type Unsealed = Omit<ClipRecord, 'integrity' | 'id'> & { integrity?: { masked?: string } };

const bytesFacts = ['digest', 'failure', 'width', 'height'] as const;
/** Pieces that change after the capture, or are of the person: they are no part of the text. */
const isBeside = (name: string): boolean =>
  /^(?:highlights|edits|order\/(?:highlights|edits))(?:\/|$)/.test(name);

/** The pieces of a record. */
export function piecesOf(record: Unsealed): Pieces {
  const { highlights, edits, images, source, rights, integrity, ...rest } = record as Unsealed & {
    id?: string;
  };
  const pieces: Pieces = new Map();
  const put = (name: string, value: unknown) => {
    if (value !== undefined) pieces.set(name, value as Json);
  };
  for (const [name, value] of Object.entries(rest)) if (name !== 'id') put(name, value);
  for (const [name, value] of Object.entries(source)) put(`source/${name}`, value);
  for (const [name, value] of Object.entries(rights)) put(`rights/${name}`, value);
  for (const image of images) {
    const { digest, failure, width, height, ...other } = image;
    put(`images/${image.id}`, other);
    const bytes = { digest, failure, width, height };
    if (Object.values(bytes).some((value) => value !== undefined)) put(`bytes/${image.id}`, bytes);
  }
  put(
    'order/images',
    images.map(({ id }) => id),
  );
  for (const mark of highlights) put(`highlights/${mark.id}`, mark);
  for (const edit of edits) put(`edits/${keyOfEdit(edit)}`, edit);
  for (const [name, list, sorted] of [
    ['highlights', highlights.map(({ id }) => id), sortMarks(highlights).map(({ id }) => id)],
    ['edits', edits.map(keyOfEdit), edits.map(keyOfEdit).sort()],
  ] as const)
    if (!isSameJson(list, sorted)) put(`order/${name}`, list);
  put('masked', integrity?.masked);
  return pieces;
}

/** A record out of its pieces; it is still to be sealed. */
export function recordOf(
  pieces: Pieces,
  id: string,
): Omit<ClipRecord, 'integrity'> & { integrity?: { masked?: string } } {
  const top: Record<string, Json> = {};
  const groups = new Map<string, Record<string, Json>>();
  for (const [name, value] of pieces) {
    if (value === null || name === 'masked') continue;
    const slash = name.indexOf('/');
    if (slash < 0) {
      top[name] = value;
      continue;
    }
    const group = groups.get(name.slice(0, slash)) ?? {};
    group[name.slice(slash + 1)] = value;
    groups.set(name.slice(0, slash), group);
  }
  const of = (group: string): Record<string, Json> => groups.get(group) ?? {};
  const masked = pieces.get('masked');
  const pictures = Object.entries(of('images')).map(([name, image]) => ({
    ...(image as object),
    ...without((of('bytes')[name] ?? {}) as Record<string, unknown>),
  }));
  const marks = sortMarks(Object.values(of('highlights')) as unknown as Highlight[]);
  const changes = Object.entries(of('edits'))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, edit]) => edit as unknown as ClipRecord['edits'][number]);
  return {
    ...(top as unknown as Omit<ClipRecord, 'integrity'>),
    id,
    source: of('source') as unknown as ClipRecord['source'],
    rights: of('rights') as unknown as ClipRecord['rights'],
    images: inOrder(pictures as unknown as ClipRecord['images'], (image) => image.id, of('order').images),
    highlights: inOrder(marks, (mark) => mark.id, of('order').highlights),
    edits: inOrder(changes, keyOfEdit, of('order').edits),
    ...(typeof masked === 'string' && { integrity: { masked } }),
  };
}

/** The name and the body of the text of a record: what was captured, without what a person added since. */
export function textNameOf(record: ClipRecord): string {
  return record.integrity.record.replace(/^sha256:/, '');
}

/** What a remote keeps of a record under its text's name. */
export function textOf(record: ClipRecord): NonNullable<TextBody['text']> {
  return Object.fromEntries([...piecesOf(record)].filter(([name]) => !isBeside(name)));
}

/** The pieces of a version: its text, and over it what was said since. */
export function piecesOfVersion(text: NonNullable<TextBody['text']>, parts: VersionBody['parts']): Pieces {
  return new Map([
    ...Object.entries(text),
    ...Object.entries(parts).map(([name, [, value]]) => [name, value] as const),
  ]);
}

/** A version as it is first told of. `removed`: marks of older versions that it does not have. */
export function enterVersion(
  { clipId, at, record }: { clipId: string; at: string; record: ClipRecord },
  stamp: Stamper,
  removed: readonly string[] = [],
): VersionBody {
  const parts: Record<string, Register> = {};
  for (const [name, value] of piecesOf(record))
    if (isBeside(name)) parts[name] = [stamp(timeIn(value, at)), value];
  for (const id of removed) parts[`highlights/${id}`] = [stamp(Date.parse(at)), null];
  return { kind: 'version', clip: clipId, at, text: [stamp(Date.parse(at)), textNameOf(record)], parts };
}

/**
 * A version after its record was written anew; nothing where the record is as it was. Where its words are others (an address
 * that has its text now), it has another text.
 * @param before the record as it was; absent where the version had been taken away.
 */
export function changeVersion(
  body: VersionBody,
  before: ClipRecord | undefined,
  after: ClipRecord,
  stamp: Stamper,
): VersionBody | undefined {
  const now = piecesOf(after);
  const isNewText =
    !before || !isSameJson(before.content, after.content) || !isSameJson(before.capture, after.capture);
  const old: Pieces = isNewText
    ? new Map(Object.entries(body.parts).map(([name, [, value]]) => [name, value]))
    : piecesOf(before);
  const parts: Record<string, Register> = { ...body.parts };
  let isChanged = isNewText;
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    // What another text brings along need not be said of the version.
    if (isNewText && !isBeside(name) && !(name in body.parts)) continue;
    const value = now.get(name) ?? null;
    if (isSameJson(old.get(name) ?? null, value)) continue;
    parts[name] = [stamp(), value];
    isChanged = true;
  }
  if (!isChanged) return undefined;
  return {
    ...body,
    parts,
    ...(isNewText && { text: [stamp(), textNameOf(after)] satisfies Register<string> }),
    ...(body.gone?.[1] && { gone: [stamp(), false] satisfies Register<boolean> }),
  };
}

/** A version with the marks of older ones that it says nothing of: they were made on a device that had not seen it. */
export function withOlderMarks(
  parts: VersionBody['parts'],
  older: readonly VersionBody['parts'][],
): VersionBody['parts'] {
  const all: VersionBody['parts'] = { ...parts };
  // The nearest older version that speaks of a mark is the one that counts.
  for (const each of older)
    for (const [name, said] of Object.entries(each))
      if (name.startsWith('highlights/') && !(name in all)) all[name] = said;
  return all;
}

function keyOfEdit({ at, path }: { at: string; path: string }): string {
  return `${at} ${path}`;
}

function sortMarks(marks: readonly Highlight[]): Highlight[] {
  return marks.toSorted((one, other) => {
    if (one.created !== other.created) return one.created < other.created ? -1 : 1;
    return one.id < other.id ? -1 : 1;
  });
}

function timeIn(value: Json, fallback: string): number {
  const { modified, created, at } = (typeof value === 'object' && value ? value : {}) as Record<
    string,
    unknown
  >;
  const known = [modified, created, at, fallback].find((each): each is string => typeof each === 'string');
  return Date.parse(known ?? fallback);
}

function without(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    bytesFacts.flatMap((name) =>
      facts[name] === undefined || facts[name] === null ? [] : [[name, facts[name]]],
    ),
  );
}
