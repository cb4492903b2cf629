import type { ClipFacts, ClipRecord, ClipSummary } from '../model/clip';

/** Every fact that a person may change. */
export const factNames = [
  'tags',
  'collections',
  'note',
  'readState',
  'progress',
  'lastReadAt',
  'favourite',
  'archived',
  'deletedAt',
] as const satisfies readonly (keyof ClipFacts)[];

/** Fails to compile when a fact is missing above. */
const _all: Exclude<keyof ClipFacts, (typeof factNames)[number]> extends never ? true : never = true;
void _all;

/** The person's facts of a clip out of its list row. */
export function factsIn(row: ClipFacts): ClipFacts {
  const facts: Record<string, unknown> = { tags: row.tags };
  for (const name of factNames) if (row[name] !== undefined) facts[name] = row[name];
  return facts as unknown as ClipFacts;
}

/** A list row with other facts. */
export function withFacts(row: ClipSummary, facts: ClipFacts): ClipSummary {
  const bare: Record<string, unknown> = { ...row };
  for (const name of factNames) delete bare[name];
  return { ...(bare as unknown as ClipSummary), ...facts };
}

/** The facts that a record brings into the library: the tags and the note that it was captured or imported with. */
export function factsOfRecord({ tags, userNotes }: Pick<ClipRecord, 'tags' | 'userNotes'>): ClipFacts {
  return { tags, ...(userNotes && { note: userNotes }) };
}

/** A record as it is shown and exported: with the tags and the note that the clip has now. Its seal is not touched. */
export function withOwnFacts(
  record: ClipRecord,
  { tags, note }: Pick<ClipFacts, 'tags' | 'note'>,
): ClipRecord {
  if (hasFacts(record, { tags, note })) return record;
  const { userNotes: _, ...rest } = record;
  return { ...rest, tags, ...(note && { userNotes: note }) };
}

/** Whether a record says the same tags and note. */
export function hasFacts(record: ClipRecord, { tags, note }: Pick<ClipFacts, 'tags' | 'note'>): boolean {
  const isSame = tags.length === record.tags.length && tags.every((tag, index) => tag === record.tags[index]);
  return isSame && (record.userNotes || '') === (note ?? '');
}
