import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import { type ClipVariable, clipVariables } from './clip-variables';
import { fileName } from './file-name';

/** The words that a name may hold, each in braces: those that are short. */
export const nameVariables = [
  'title',
  'author',
  'site',
  'domain',
  'published',
  'captured',
  'year',
  'language',
] as const satisfies readonly ClipVariable[];

export const plainTemplate = '{title}';

/**
 * The file name of a clip by a person's template: `{captured} {title}` gives `2026-03-04 Mills come back`. What the page
 * does not state leaves nothing, and separators that stood beside it go with it. A word in braces that is no variable
 * stays as it is. The result is safe on every system.
 */
export function nameByTemplate(template: string, record: ClipRecord): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    isVariable(name) ? [clipVariables[name](record)].flat().join(', ').trim() || empty : whole,
  );
  const tidy = filled
    .replaceAll(
      new RegExp(`(?:[\\s\\-–—_·,]{0,40}${empty})+[\\s\\-–—_·,]*`, 'g'),
      (gap, at: number, all: string) => (at === 0 || at + gap.length === all.length ? '' : ' '),
    )
    .trim();
  return fileName(tidy === '' ? shownTitle(record) : tidy);
}

/** Stands where a value is missing; no title holds it. */
const empty = '\u{f0000}';

function isVariable(name: string): name is (typeof nameVariables)[number] {
  return (nameVariables as readonly string[]).includes(name);
}
