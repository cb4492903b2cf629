import type { Collection } from '../model/collection';

/** A collection out of a backup, held against its shape; undefined where it is none. */
export function collectionOfRow(row: Record<string, unknown>): Collection | undefined {
  const { id, name, parent, order } = row;
  if (typeof id !== 'string' || id === '' || id.length > 100) return undefined;
  if (typeof name !== 'string' || name.trim() === '' || name.length > 200) return undefined;
  if (parent !== undefined && (typeof parent !== 'string' || parent.length > 100 || parent === id))
    return undefined;
  if (typeof order !== 'number' || !Number.isFinite(order)) return undefined;
  return { id, name, order, ...(parent !== undefined && { parent }) };
}
