import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import { statementsOf } from './source-facts';

/** The words that a person's template may hold in braces, each with what it stands for in a clip. */
export const clipVariables = {
  title: shownTitle,
  subtitle: ({ content }) => content.subtitle ?? '',
  author: writers,
  site: ({ source }) => source.site.value.name,
  domain: ({ source }) => source.site.value.domain,
  original_title: ({ source }) => source.originalTitle?.value ?? '',
  first_published: ({ source }) => source.origin?.value.name ?? source.origin?.value.agency ?? '',
  published: ({ source }) => dayOf(source.published?.value.iso),
  captured: ({ capture }) => capture.at.slice(0, 10),
  year: ({ source, capture }) => /^\d{4}/.exec(source.published?.value.iso ?? capture.at)?.[0] ?? '',
  url: ({ source }) => source.urls.retrieved,
  canonical: ({ source }) => source.urls.canonical?.value ?? '',
  language: ({ content, source }) => content.language ?? source.language.value,
  words: ({ content }) => String(content.wordCount),
  tags: ({ tags }) => tags,
  note: ({ userNotes }) => userNotes ?? '',
  license: ({ rights }) => rights.license?.value.spdx ?? rights.license?.value.name ?? '',
  license_url: ({ rights }) => rights.license?.value.url ?? '',
  rights: ({ rights }) => rights.signal.light,
  copyright: statementsOf,
  sha256: ({ integrity }) => integrity.text.replace(/^sha256:/, ''),
  id: ({ id }) => id,
} satisfies Record<string, (record: ClipRecord) => string | string[]>;

export type ClipVariable = keyof typeof clipVariables;

export function isClipVariable(name: string): name is ClipVariable {
  return Object.hasOwn(clipVariables, name);
}

/** The authors as printed. */
export function writers({ source }: ClipRecord): string[] {
  return source.creators
    .map(({ value }) => value)
    .filter(({ role }) => role === 'author' || role === 'correspondent')
    .map(({ name }) => name);
}

function dayOf(iso = ''): string {
  return /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec(iso)?.[0] ?? '';
}
