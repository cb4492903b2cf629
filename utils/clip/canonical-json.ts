/**
 * JSON by RFC 8785 (JCS): members in the order of their UTF-16 units, no blanks, numbers as ECMAScript prints them.
 * Members that are `undefined` are left out, as `JSON.stringify` does. Throws on a number that JSON cannot carry and
 * on a lone surrogate, which has no UTF-8 form.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`JSON cannot carry a ${typeof value}`);
}

function canonicalObject(value: Record<string, unknown>): string {
  // The default order of `sort` is by UTF-16 units, which is what the RFC asks for.
  const names = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${canonicalString(name)}:${canonicalJson(value[name])}`).join(',')}}`;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('JSON cannot carry this number');
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('A lone surrogate has no UTF-8 form');
  return JSON.stringify(value);
}
