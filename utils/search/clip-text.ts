import type { ClipRecord, ClipSummary } from '../model/clip';
import type { SearchFacts } from './facets';
import type { SearchableText } from './indexed-document';
import type { HasPart, IsState } from './query-words';

/** A clip's newest version and its list row. */
export interface SearchedClip {
  summary: ClipSummary;
  record: ClipRecord;
}

/** What of a clip is searched as text, with its tags. */
export function textOfClip(clip: SearchedClip): SearchableText {
  const text = indexedText(clip);
  return { ...text, names: lines([text.names, ...clip.summary.tags]) };
}

/** What of a clip lies in the text index: all but the tags, which are found as facts (`own-facts`). */
export function indexedText({ summary, record }: SearchedClip): SearchableText {
  const { source, content } = record;
  const people = [...source.creators, ...record.images.flatMap(({ creators }) => creators)];
  const names = [...people.map(({ value }) => value.name), summary.siteName, source.origin?.value.name];
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

/** The facts of a clip's text that filters and sorting ask for. */
export function factsOfClip({ summary, record }: SearchedClip): SearchFacts {
  return {
    title: summary.title,
    siteName: summary.siteName,
    host: hostOf(summary.url),
    authors: summary.authors,
    language: summary.language,
    light: summary.light,
    savedAt: summary.clippedAt,
    published: summary.published,
    wordCount: summary.wordCount,
    is: statesOf(record),
    has: partsOf(summary, record),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : '';
}

function statesOf(record: ClipRecord): Set<IsState> {
  const states = new Set<IsState>();
  if (record.highlights.length > 0) states.add('highlighted');
  if (record.content.partial) states.add('partial');
  return states;
}

function partsOf(summary: ClipSummary, record: ClipRecord): Set<HasPart> {
  const parts: [HasPart, boolean][] = [
    ['note', record.highlights.some(({ body }) => body)],
    ['highlight', record.highlights.length > 0],
    ['image', record.images.length > 0],
    [
      'uncredited',
      record.images.some((image) => !image.credit && image.creators.length === 0 && !image.agency),
    ],
    ['author', summary.authors.length > 0],
    ['date', summary.published !== undefined],
    ['licence', record.rights.license !== undefined],
    ['versions', summary.versionCount > 1],
  ];
  return new Set(parts.filter(([, holds]) => holds).map(([part]) => part));
}
