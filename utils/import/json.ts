/** Names that reach into every object; no file of anybody's needs them. */
const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
/** One of them, or a sign by its number, which may be a letter of one. */
const mayHoldForbidden = /"(?:__proto__|constructor|prototype)"|\\u/;

/** Parses JSON without the names that could reach an object's prototype. Undefined where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    // A reviver makes the reading of a long text several times slower.
    if (!mayHoldForbidden.test(text)) return JSON.parse(text);
    return JSON.parse(text, function (this: unknown, key, value: unknown) {
      if (!forbidden.has(key)) return value;
      // The reviver is called on the member's holder; undefined takes the member away.
      return undefined;
    });
  } catch {
    return undefined;
  }
}

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a text with something in it. */
export function textIn(object: JsonObject, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (typeof value === 'string' && value.trim() !== '') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return undefined;
}

/** A member that is a list. */
export function listIn(object: JsonObject, name: string): unknown[] {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return Array.isArray(value) ? value : [];
}
