import { compareTexts, SAME_TEXT, signatureOf } from '../clip/shingles';
import type { ClipId, ClipSummary, Timestamp } from '../model/clip';
import { bandTerms } from '../search/alike';
import { fold } from '../search/fold';
import { documentsWithTerms } from '../search/search-index';
import { library } from './db';
import { readClips, searchValues } from './search-index';

/** Another clip that holds the same text. */
export interface Reprint {
  clip: ClipSummary;
  /** When it was first seen there: the day that the page states, or else when it was first clipped. */
  firstSeen: Timestamp;
  headlineChanged: boolean;
  /** How much of the shorter text stands in the longer one, 0 to 1. */
  containment: number;
}

/** Candidates whose texts are compared; those that share most come first. */
const mostCandidates = 40;

/**
 * Clips outside the Trash that hold the same text as this one, those first that were seen first: reprints on other
 * sites, and the same text at another address. By bands in the search index, confirmed on the texts themselves. None
 * where the text is too short to tell, or there is no index.
 */
export async function reprintsOf(clipId: ClipId): Promise<Reprint[]> {
  const [own] = await readClips([clipId]);
  if (!own || !signatureOf(own.record.content.text)) return [];
  const { text, title } = own.record.content;
  const shared = (await documentsWithTerms(searchValues, bandTerms(text))) ?? new Map<number, number>();
  const docs = [...shared].sort(([, m], [, n]) => n - m).slice(0, mostCandidates);
  const rows = await library.searchDocs.bulkGet(docs.map(([doc]) => doc));
  const ids = rows.flatMap((row) => (row && row.clipId !== clipId ? [row.clipId] : []));
  const found: Reprint[] = [];
  for (const { summary, record } of await readClips(ids)) {
    const { resemblance, containment } = compareTexts(text, record.content.text);
    // A part of an article that was reprinted alone is the same text too.
    if (summary.deletedAt || (resemblance < SAME_TEXT && containment < 0.8)) continue;
    found.push({
      clip: summary,
      firstSeen: summary.published ?? (await firstClipped(summary)),
      headlineChanged: plain(record.content.title) !== plain(title),
      containment,
    });
  }
  return found.sort((one, other) => (one.firstSeen < other.firstSeen ? -1 : 1));
}

async function firstClipped({ id, clippedAt }: ClipSummary): Promise<Timestamp> {
  const [first] = await library.versions
    .where('[clipId+at]')
    .between([id, ''], [id, '\uffff'])
    .limit(1)
    .toArray();
  return first?.at ?? clippedAt;
}

/** A headline without what differs by the way it was set. */
function plain(title: string): string {
  return fold(title).replace(/[^\p{L}\p{N}]+/gu, '');
}
