import { maskContacts } from '../cite/redact';
import type { ClipRecord } from '../model/clip';
import { clipVariables, isClipVariable } from './clip-variables';
import type { ExportOptions } from './format';

/** A line of a template: the field's name, and its value with words in braces. */
const line = /^\s*([\p{L}\p{N}][\p{L}\p{N}\p{M} _.-]{0,60}?)\s*:\s{0,9}(.*?)\s{0,9}$/u;

/**
 * The front matter that a person wants, by a template of lines such as `source: {url}` and `people: [[{author}]]`. A
 * value that is one word in braces and a list stays a list; with signs around it, each of the list gets them. A field whose
 * value the page does not state is left out; a word that is no variable stays as it is. Lines without a name are passed
 * over. Undefined where the template has no line that can be read.
 */
export function fieldsByTemplate(
  template: string,
  record: ClipRecord,
  { contacts }: Pick<ExportOptions, 'contacts'>,
): Record<string, string | string[]> | undefined {
  const shown = contacts === 'mask' ? maskContacts : (text: string) => text;
  const named = template.split('\n').flatMap((each) => {
    const [, name, value = ''] = line.exec(each) ?? [];
    return name ? [[name, unquoted(value)] as const] : [];
  });
  if (named.length === 0) return undefined;
  const filled = named.flatMap(([name, value]) => {
    const made = fill(value, record);
    const masked = Array.isArray(made) ? made.map(shown) : shown(made);
    return masked.length === 0 ? [] : [[name, masked] as const];
  });
  return Object.fromEntries(filled);
}

/** Quotes around a whole value are YAML's, and the writer of YAML sets its own. */
function unquoted(value: string): string {
  return /^"[^"]*"$|^'[^']*'$/.test(value) ? value.slice(1, -1) : value;
}

function fill(value: string, record: ClipRecord): string | string[] {
  const words = [...value.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).filter(isClipVariable);
  const [only] = words;
  const list = only && words.length === 1 ? clipVariables[only](record) : '';
  if (only && Array.isArray(list)) return list.map((each) => value.replaceAll(`{${only}}`, () => each));
  const values = words.map((name) => [clipVariables[name](record)].flat().join(', '));
  // Signs around nothing say nothing.
  if (words.length > 0 && values.every((each) => each === '')) return '';
  return value.replace(/\{(\w+)\}/g, (whole, name: string) =>
    isClipVariable(name) ? [clipVariables[name](record)].flat().join(', ') : whole,
  );
}
