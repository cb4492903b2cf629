import type { Json, Register, Stamp, StampedSet } from './model';

/** A set with nothing in it. */
export function emptySet<T extends Json>(): StampedSet<T> {
  return { in: {}, out: [] };
}

/** What is in a set, in the order in which it was added; what was added twice comes twice. */
export function entriesOf<T extends Json>(set: StampedSet<T>): [Stamp, T][] {
  return Object.entries(set.in).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A set in which some addings are taken away, also such as another state of it knows, and others come. */
export function changedSet<T extends Json>(
  set: StampedSet<T>,
  { take = [], give = [] }: { take?: readonly Stamp[]; give?: readonly [Stamp, T][] },
): StampedSet<T> {
  const gone = new Set(take);
  return {
    in: Object.fromEntries([
      ...Object.entries(set.in).filter(([stamp]) => !gone.has(stamp)),
      ...give,
    ]) as Record<Stamp, T>,
    out: [...new Set([...set.out, ...take])].sort(),
  };
}

/** The values of registers, without those that say nothing. */
export function valuesIn(fields: Readonly<Record<string, Register>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, [, value]]) => (value === null ? [] : [[name, value]])),
  );
}

/**
 * Registers after a change: those that differ get a stamp. The same object where nothing differs. What is absent after
 * says `null`.
 */
export function changedFields(
  fields: Readonly<Record<string, Register>>,
  after: Readonly<Record<string, unknown>>,
  names: readonly string[],
  stamp: () => Stamp,
): Record<string, Register> {
  const changed: Record<string, Register> = {};
  for (const name of names) {
    const value = (after[name] ?? null) as Json;
    if (!isSameJson(fields[name]?.[1] ?? null, value)) changed[name] = [stamp(), value];
  }
  return Object.keys(changed).length > 0 ? { ...fields, ...changed } : fields;
}

/** Whether two pieces of JSON say the same; the order of members does not count, and members without a value neither. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, index) => isSameJson(each, other[index]))
    );
  const left = one as Record<string, unknown>;
  const right = other as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) =>
    isSameJson(left[name], right[name]),
  );
}

/** Things in the order of a list of names; what the list does not name comes after, as it stood. */
export function inOrder<T>(things: readonly T[], nameOf: (thing: T) => string, order: unknown): T[] {
  if (!Array.isArray(order)) return [...things];
  const places = new Map(order.map((name, index) => [name, index]));
  const placeOf = (thing: T) => places.get(nameOf(thing)) ?? places.size;
  return things.toSorted((one, other) => placeOf(one) - placeOf(other));
}
