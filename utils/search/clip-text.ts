import { readStateOf } from '../clip/facts';
import type { ClipRecord, ClipSummary } from '../model/clip';
import type { SearchFacts } from './facets';
import type { SearchableText } from './indexed-document';
import type { HasPart, IsState } from './query-words';

/** A clip's newest version and its list row. */
export interface SearchedClip {
  summary: ClipSummary;
  record: ClipRecord;
}

/** What of a clip is searched as text. */
export function textOfClip({ summary, record }: SearchedClip): SearchableText {
  const { source, content } = record;
  const people = [...source.creators, ...record.images.flatMap(({ creators }) => creators)];
  const names = [
    ...people.map(({ value }) => value.name),
    summary.siteName,
    source.origin?.value.name,
    ...summary.tags,
  ];
  const notes = record.highlights.flatMap(({ body, target }) => [body, target.selector[0].exact]);
  return {
    title: lines([summary.title, content.title === summary.title ? '' : content.title, content.subtitle]),
    names: lines(names),
    notes: lines([summary.note, ...notes]),
    body: content.text,
  };
}

function lines(texts: readonly (string | undefined)[]): string {
  return [...new Set(texts.filter(Boolean))].join('\n');
}

/** All of it, each part on lines of its own: what the last check of a match reads. */
export function wholeText({ title, names, notes, body }: SearchableText): string {
  return [title, names, notes, body].join('\n');
}

/** The facts of a clip that filters and sorting ask for. */
export function factsOfClip({ summary, record }: SearchedClip): SearchFacts {
  return {
    title: summary.title,
    siteName: summary.siteName,
    host: hostOf(summary.url),
    authors: summary.authors,
    tags: summary.tags,
    collections: [],
    language: summary.language,
    light: summary.light,
    savedAt: summary.clippedAt,
    published: summary.published,
    wordCount: summary.wordCount,
    lastReadAt: summary.lastReadAt,
    is: statesOf(summary, record),
    has: partsOf(summary, record),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : '';
}

function statesOf(summary: ClipSummary, record: ClipRecord): Set<IsState> {
  const states = new Set<IsState>([readStateOf(summary)]);
  if (summary.favourite) states.add('favourite');
  if (summary.archived) states.add('archived');
  if (record.highlights.length > 0) states.add('highlighted');
  if (summary.tags.length > 0) states.add('tagged');
  if (record.content.partial) states.add('partial');
  return states;
}

function partsOf(summary: ClipSummary, record: ClipRecord): Set<HasPart> {
  const parts: [HasPart, boolean][] = [
    ['note', Boolean(summary.note) || record.highlights.some(({ body }) => body)],
    ['highlight', record.highlights.length > 0],
    ['image', record.images.length > 0],
    ['tag', summary.tags.length > 0],
    ['author', summary.authors.length > 0],
    ['date', summary.published !== undefined],
    ['licence', record.rights.license !== undefined],
    ['versions', summary.versionCount > 1],
  ];
  return new Set(parts.filter(([, holds]) => holds).map(([part]) => part));
}
