import type { CslName } from './csl-types';
import { escapeTex } from './escape-tex';
import { familyName, fullName, isHanName } from './names';

/** A field's name and its value, already escaped; a field without value is left out. */
export type BibField = readonly [name: string, value: string | undefined];

/** Writes `@type{key, …}` with one field a line. */
export function bibEntry(type: string, key: string, fields: readonly BibField[]): string {
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@${type}{${key},`, ...lines, '}'].join('\n');
}

/**
 * Names joined by `and`. Institutions and Chinese names stand in braces of their own where a comma, a space
 * or the word "and" would split them; family names of several words too.
 */
export function bibNames(names: readonly CslName[] | undefined): string | undefined {
  return names?.map(bibName).join(' and ');
}

function bibName(name: CslName): string {
  if (name.literal !== undefined || isHanName(name)) {
    const whole = escapeTex(fullName(name));
    return /^[\p{L}\p{M}·]+$/u.test(whole) ? whole : `{${whole}}`;
  }
  const family = escapeTex(familyName(name));
  const parts = [
    /[\s,]/.test(family) ? `{${family}}` : family,
    escapeTex(name.suffix ?? ''),
    escapeTex(name.given ?? ''),
  ];
  return parts.filter(Boolean).join(', ');
}

/** A site or institution: BibLaTeX reads such fields as lists, so a name with "and" needs braces of its own. */
export function bibLiteral(text: string | undefined): string {
  const escaped = escapeTex(text ?? '');
  return /(?:^| )and(?: |$)/i.test(escaped) ? `{${escaped}}` : escaped;
}
