import { makeStamp } from './clock';
import type { Json, Register, Removals, Stamp, StampedSet } from './model';

/** A set with nothing in it. */
export function emptySet<T extends Json>(): StampedSet<T> {
  return { in: {}, out: {} };
}

/** What is in a set, in the order in which it was added; what was added twice comes twice. */
export function entriesOf<T extends Json>(set: StampedSet<T>): [Stamp, T][] {
  return Object.entries(set.in).sort(([one], [other]) => (one < other ? -1 : 1));
}

/** A set in which some addings are taken away, also such as another state of it knows, and others come. */
export function changedSet<T extends Json>(
  set: StampedSet<T>,
  { take = [], give = [] }: { take?: readonly Stamp[]; give?: readonly [Stamp, T][] },
  stamp: () => Stamp,
): StampedSet<T> {
  const gone = new Set(take);
  return {
    in: Object.fromEntries([...Object.entries(set.in).filter(([at]) => !gone.has(at)), ...give]) as Record<
      Stamp,
      T
    >,
    out: take.length === 0 ? set.out : joinRemovals(set.out, { [stamp()]: [...take] }),
  };
}

/** All addings that were taken away. */
export function takenFrom({ out }: StampedSet): Set<Stamp> {
  return new Set(Object.values(out).flat());
}

/** Removals in which some addings are not named any more. */
export function withoutTaken(out: Removals, forgotten: ReadonlySet<Stamp>): Removals {
  return Object.fromEntries(
    Object.entries(byStamp(out)).flatMap(([by, taken]) => {
      const left = taken.filter((at) => !forgotten.has(at));
      return left.length > 0 ? [[by, left]] : [];
    }),
  );
}

/** What either of two says was taken away, each removal by its own stamp; in one order whoever joins them. */
export function joinRemovals(one: Removals, other: Removals): Removals {
  const [ours, theirs] = [byStamp(one), byStamp(other)];
  const stamps = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return Object.fromEntries(
    stamps.map((by) => [by, [...new Set([...(ours[by] ?? []), ...(theirs[by] ?? [])])].sort()]),
  );
}

/** Until 27 November 2026 a set named what was taken away, and not by whom: nobody is known to have done it. */
function byStamp(out: Removals | readonly Stamp[]): Removals {
  if (!Array.isArray(out)) return out as Removals;
  return out.length > 0 ? { [makeStamp(0, 0, 'nobody')]: [...out] } : {};
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
