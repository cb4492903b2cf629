import type { Collection } from '../model/collection';
import type { Stamper } from './clip-state';
import type { FieldsBody, Json, Stamp } from './model';
import { changedFields, valuesIn } from './sets';

const names = {
  collection: ['name', 'parent', 'order'],
  search: ['query', 'since'],
} as const;

/**
 * Something small after it was written; nothing where it says what was known. Takes its fields, or nothing where it was taken
 * away.
 */
export function changeFields(
  kind: FieldsBody['kind'],
  before: FieldsBody | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
  stamp: Stamper,
): FieldsBody | undefined {
  const fields = before?.fields ?? {};
  if (!after)
    return before && isThere(before) ? { kind, fields: { ...fields, gone: [stamp(), true] } } : undefined;
  const isBack = before !== undefined && !isThere(before);
  // What comes back says all of itself anew, so that it is later than its going.
  const changed = changedFields(isBack ? {} : fields, after, names[kind], stamp);
  const same = isBack ? {} : fields;
  return changed === same && before ? undefined : { kind, fields: { ...fields, ...changed } };
}

/** Whether it is there: it was not taken away, or something was said of it later than that. */
export function isThere({ fields: { gone, ...fields } }: FieldsBody): boolean {
  if (!gone?.[1]) return true;
  return Object.values(fields).some(([at]: [Stamp, Json]) => at > gone[0]);
}

/** A collection out of its fields. */
export function collectionIn(id: string, body: FieldsBody): Collection {
  const { name, parent, order } = valuesIn(body.fields);
  return {
    id,
    name: typeof name === 'string' ? name : '',
    ...(typeof parent === 'string' && { parent }),
    order: typeof order === 'number' ? order : 0,
  };
}

/** Saved searches out of their fields, by name, in the order in which they were saved. */
export function searchesIn(bodies: ReadonlyMap<string, FieldsBody>): Record<string, string> {
  const found = [...bodies].flatMap(([name, body]) => {
    const { query, since } = valuesIn(body.fields);
    return isThere(body) && typeof query === 'string' ? [{ name, query, since: Number(since) || 0 }] : [];
  });
  found.sort((one, other) => one.since - other.since || (one.name < other.name ? -1 : 1));
  return Object.fromEntries(found.map(({ name, query }) => [name, query]));
}
