import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import { fileName } from './file-name';

/** The words that a template may hold, each in braces, and what each stands for. */
export const nameVariables = [
  'title',
  'author',
  'site',
  'domain',
  'published',
  'captured',
  'year',
  'language',
] as const;
export type NameVariable = (typeof nameVariables)[number];

export const plainTemplate = '{title}';

/**
 * The file name of a clip by a person's template: `{captured} {title}` gives `2026-03-04 Mills come back`. What the page
 * does not state leaves nothing, and separators that stood beside it go with it. A word in braces that is no variable
 * stays as it is. The result is safe on every system.
 */
export function nameByTemplate(template: string, record: ClipRecord): string {
  const filled = template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    isVariable(name) ? values[name](record).trim() || empty : whole,
  );
  const tidy = filled
    .replaceAll(
      new RegExp(`(?:[\\s\\-–—_·,]*${empty})+[\\s\\-–—_·,]*`, 'g'),
      (gap, at: number, all: string) => (at === 0 || at + gap.length === all.length ? '' : ' '),
    )
    .trim();
  return fileName(tidy === '' ? shownTitle(record) : tidy);
}

/** Stands where a value is missing; no title holds it. */
const empty = '\u{f0000}';

const values: Record<NameVariable, (record: ClipRecord) => string> = {
  title: (record) => shownTitle(record),
  author: ({ source }) =>
    source.creators
      .map(({ value }) => value)
      .filter(({ role }) => role === 'author' || role === 'correspondent')
      .map(({ name }) => name)
      .join(', '),
  site: ({ source }) => source.site.value.name,
  domain: ({ source }) => source.site.value.domain,
  published: ({ source }) =>
    /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(source.published?.value.iso ?? '')?.[0] ?? '',
  captured: ({ capture }) => capture.at.slice(0, 10),
  year: ({ source, capture }) => /^\d{4}/.exec(source.published?.value.iso ?? capture.at)?.[0] ?? '',
  language: ({ content }) => content.language ?? '',
};

function isVariable(name: string): name is NameVariable {
  return (nameVariables as readonly string[]).includes(name);
}
