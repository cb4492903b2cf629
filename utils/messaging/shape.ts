/**
 * Checks of what came in a message. A check says what is wrong as a path and a reason (`draft.images[3].src is no
 * address`), or nothing. Unknown members are let through as data, since a record may be richer than this version
 * knows; they must still be plain JSON (`plainJson`).
 */
export type Check = (value: unknown, path: string) => string | undefined;

const maxDepth = 40;

/** A string of at most `max` UTF-16 units. */
export function text(max: number): Check {
  return (value, path) => {
    if (typeof value !== 'string') return `${path} is no text`;
    return value.length > max ? `${path} is longer than ${max} characters` : undefined;
  };
}

/** A string that matches a pattern; `what` names it in the sentence. */
export function matching(pattern: RegExp, what: string, max = 4096): Check {
  const isText = text(max);
  return (value, path) =>
    isText(value, path) ?? (pattern.test(value as string) ? undefined : `${path} is no ${what}`);
}

/** A finite number within bounds. */
export function number(least: number, most: number): Check {
  return (value, path) =>
    typeof value === 'number' && value >= least && value <= most
      ? undefined
      : `${path} is no number from ${least} to ${most}`;
}

/** A whole number, not negative. */
export const count: Check = (value, path) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : `${path} is no count`;

export const flag: Check = (value, path) =>
  typeof value === 'boolean' ? undefined : `${path} is neither true nor false`;

/** One of a few words. */
export function oneOf(...words: string[]): Check {
  return (value, path) =>
    words.includes(value as string) ? undefined : `${path} is none of ${words.join(', ')}`;
}

/** An array of at most `max` items of one shape. */
export function list(item: Check, max = 1000): Check {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is no list`;
    if (value.length > max) return `${path} has more than ${max} items`;
    return firstFault(value.keys(), (index) => item(value[index], `${path}[${index}]`));
  };
}

/** An object; each named member must pass. A member marked `optional` may be absent. */
export function shape(members: Record<string, Check>): Check {
  const names = Object.keys(members);
  return (value, path) => {
    if (!isObject(value)) return `${path} is no object`;
    return firstFault(names, (name) => members[name]?.(value[name], `${path}.${name}`));
  };
}

/** Absent, or of this shape. */
export function optional(check: Check): Check {
  return (value, path) => (value === undefined ? undefined : check(value, path));
}

/** An object used as a table, with text keys. */
export function table(item: Check, max = 1000): Check {
  return (value, path) => {
    if (!isObject(value)) return `${path} is no object`;
    const names = Object.keys(value);
    if (names.length > max) return `${path} has more than ${max} members`;
    return firstFault(names, (name) => item(value[name], `${path}.${name}`));
  };
}

/** Anything that JSON can carry, to a limited depth, without members that could reach a prototype. */
export const plainJson: Check = (value, path) => plain(value, path, 0);

function plain(value: unknown, path: string, depth: number): string | undefined {
  if (depth > maxDepth) return `${path} is nested too deeply`;
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || value === undefined)
    return undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : `${path} is no number`;
  if (Array.isArray(value))
    return firstFault(value.keys(), (index) => plain(value[index], `${path}[${index}]`, depth + 1));
  if (!isObject(value)) return `${path} is no plain value`;
  return firstFault(Object.keys(value), (name) =>
    name === '__proto__' || name === 'constructor' || name === 'prototype'
      ? `${path} has a forbidden member`
      : plain(value[name], `${path}.${name}`, depth + 1),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstFault<T>(items: Iterable<T>, check: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const fault = check(item);
    if (fault) return fault;
  }
  return undefined;
}
