import schema from './clip-1.schema.json';
import { isObject, type JsonObject } from './json';

/**
 * Holds a value against the published schema of a record (public/schema/clip-1.json). Knows the words of JSON Schema
 * that stand in it. Gives the path of the first fault, or undefined where there is none.
 */
export function recordFault(value: unknown): string | undefined {
  return fault(value, schema as JsonObject, '', 0);
}

const definitions = schema.$defs as Record<string, JsonObject>;
const deepest = 60;

function fault(value: unknown, rule: JsonObject, path: string, depth: number): string | undefined {
  if (depth > deepest) return path;
  const { $ref } = rule;
  if (typeof $ref === 'string') {
    const target = definitions[$ref.replace('#/$defs/', '')];
    return target ? fault(value, target, path, depth + 1) : path;
  }
  return (
    typeFault(value, rule, path) ??
    valueFault(value, rule, path) ??
    membersFault(value, rule, path, depth) ??
    itemsFault(value, rule, path, depth) ??
    combinedFault(value, rule, path, depth)
  );
}

function typeFault(value: unknown, { type }: JsonObject, path: string): string | undefined {
  return typeof type === 'string' && !fits(value, type) ? path : undefined;
}

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
      return typeof value === 'string' && value.isWellFormed();
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function valueFault(value: unknown, rule: JsonObject, path: string): string | undefined {
  if (Array.isArray(rule.enum) && !rule.enum.includes(value)) return path;
  if ('const' in rule && rule.const !== value) return path;
  if (typeof value === 'string') {
    if (typeof rule.pattern === 'string' && !patternOf(rule.pattern).test(value)) return path;
    if (typeof rule.minLength === 'number' && value.length < rule.minLength) return path;
    if (typeof rule.maxLength === 'number' && value.length > rule.maxLength) return path;
    if (rule.format === 'date-time' && Number.isNaN(Date.parse(value))) return path;
  }
  if (typeof value === 'number') {
    if (typeof rule.minimum === 'number' && value < rule.minimum) return path;
    if (typeof rule.maximum === 'number' && value > rule.maximum) return path;
  }
  return undefined;
}

const patterns = new Map<string, RegExp>();

/** The schema has a handful of patterns, and an import many thousands of values. */
function patternOf(source: string): RegExp {
  const known = patterns.get(source);
  if (known) return known;
  const made = new RegExp(source, 'u');
  patterns.set(source, made);
  return made;
}

function membersFault(value: unknown, rule: JsonObject, path: string, depth: number): string | undefined {
  if (!isObject(value)) return undefined;
  const required = Array.isArray(rule.required) ? rule.required : [];
  for (const name of required) if (!Object.hasOwn(value, String(name))) return `${path}/${name}`;
  const properties = isObject(rule.properties) ? rule.properties : {};
  for (const name of Object.keys(value)) {
    const member = value[name];
    // A member that is undefined is one that JSON does not write.
    if (member === undefined) continue;
    const inner = Object.hasOwn(properties, name) ? properties[name] : rule.additionalProperties;
    const found = isObject(inner) ? fault(member, inner, `${path}/${name}`, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function itemsFault(value: unknown, rule: JsonObject, path: string, depth: number): string | undefined {
  if (!Array.isArray(value)) return undefined;
  if (typeof rule.minItems === 'number' && value.length < rule.minItems) return path;
  const first = Array.isArray(rule.prefixItems) ? rule.prefixItems : [];
  for (const [index, item] of value.entries()) {
    const inner = first[index] ?? rule.items;
    const found = isObject(inner) ? fault(item, inner, `${path}/${index}`, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function combinedFault(value: unknown, rule: JsonObject, path: string, depth: number): string | undefined {
  for (const part of Array.isArray(rule.allOf) ? rule.allOf : []) {
    const found = isObject(part) ? fault(value, part, path, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  const choices = Array.isArray(rule.anyOf) ? rule.anyOf.filter(isObject) : [];
  if (choices.length === 0) return undefined;
  return choices.some((choice) => fault(value, choice, path, depth + 1) === undefined) ? undefined : path;
}
