import type { ClipFacts, ClipRecord, ClipSummary } from '../model/clip';
import { carryCorrections } from './correct';
import { factsOfRecord } from './facts';
import { pageKeys, selectionKey } from './page-key';

/** What a save is going to be: a new clip, nothing new, or a further version. */
export type SavePlan = 'new' | 'same' | 'new-version';

/** Compares the sealed text of what is kept with what comes. Same text is the same clip, whatever else moved. */
export function planSave(kept: ClipRecord | undefined, coming: ClipRecord): SavePlan {
  if (!kept) return 'new';
  return kept.integrity.text === coming.integrity.text ? 'same' : 'new-version';
}

/** A further version keeps what the person added to the clip. The result must be sealed again. */
export function carryOver(kept: ClipRecord, coming: ClipRecord): ClipRecord {
  return {
    ...carryCorrections(coming, kept),
    highlights: kept.highlights,
    tags: kept.tags,
    ...(kept.userNotes !== undefined && { userNotes: kept.userNotes }),
  };
}

/** The title as a person is shown it: their own, or that of the kept text. The kept text itself never changes. */
export function shownTitle({ content, source }: Pick<ClipRecord, 'content' | 'source'>): string {
  return source.title.status === 'user' ? source.title.value : content.title;
}

type Paged = Pick<ClipRecord, 'source' | 'capture' | 'content'>;

/** The key of the page that a record was taken from. */
export function recordPageKey(record: Paged): string {
  return recordPageKeys(record)[0] ?? '';
}

/** All keys by which a record's page is found, its own first. */
export function recordPageKeys({ source, capture, content }: Paged): string[] {
  return capture.how === 'selection'
    ? [selectionKey(source.urls.retrieved, content.text)]
    : pageKeys(source.urls);
}

const excerptLength = 200;

/**
 * The list row of a clip: the few facts that lists show.
 * @param facts the person's facts of the clip, where it is kept already; they are not those of a version's record.
 */
export function summarize(
  record: ClipRecord,
  version: { id: string; count: number; clipId: string },
  facts: ClipFacts = factsOfRecord(record),
): ClipSummary {
  const { content, source, rights, images, capture } = record;
  const [key = '', ...otherKeys] = recordPageKeys(record);
  return {
    id: version.clipId,
    pageKey: key,
    ...(otherKeys.length > 0 && { otherKeys }),
    url: source.urls.retrieved,
    title: shownTitle(record),
    language: content.language ?? source.language.value,
    direction: content.direction,
    siteName: source.site.value.name,
    authors: source.creators.filter(({ value }) => isAuthor(value.role)).map(({ value }) => value.name),
    published: source.published?.value.iso,
    light: rights.signal.light,
    excerpt: excerptOf(content.text),
    wordCount: content.wordCount,
    imageCount: images.length,
    clippedAt: capture.at,
    versionId: version.id,
    versionCount: version.count,
    ...(capture.how === 'link' && { toFetch: true as const }),
    ...facts,
  };
}

/** The first characters. No more of a long text is taken apart: one of them has at most two units. */
function excerptOf(text: string): string {
  return [...text.slice(0, excerptLength * 2).replaceAll('\n', ' ')].slice(0, excerptLength).join('');
}

function isAuthor(role: string): boolean {
  return role === 'author' || role === 'correspondent';
}
