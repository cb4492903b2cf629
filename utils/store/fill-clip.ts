import { factsIn, withFacts, withOwnFacts } from '../clip/facts';
import { type Hasher, sealRecord } from '../clip/fingerprint';
import { summarize } from '../clip/plan-save';
import type { ClipDraft, ClipId } from '../model/clip';
import { library } from './db';
import { indexClips, prepareClips, searchTables } from './search-index';

/**
 * Gives a clip that waited for its text what was fetched for it; what the person had marked stays. Its images are
 * still to be kept. Gives the version's id, or nothing if the clip is gone or has a text by now.
 */
export async function fillClip(
  clipId: ClipId,
  draft: ClipDraft,
  hasher: Hasher,
): Promise<string | undefined> {
  const row = await library.clips.get(clipId);
  const version = row && (await library.versions.get(row.versionId));
  if (!row?.toFetch || !version) return undefined;
  const { tags, highlights, userNotes, edits, source } = withOwnFacts(version.record, row);
  // The address under which the person kept it stays the clip's address: redirects would make it another page.
  const urls = { ...draft.source.urls, retrieved: source.urls.retrieved };
  const record = await sealRecord(
    {
      ...draft,
      id: clipId,
      source: { ...draft.source, urls },
      tags,
      highlights,
      edits,
      ...(userNotes !== undefined && { userNotes }),
    },
    hasher,
  );
  const made = summarize(record, { id: version.id, count: row.versionCount, clipId }, factsIn(row));
  // In lists the clip stays where the person's saving put it.
  const indexed = prepareClips([{ summary: { ...made, clippedAt: row.clippedAt }, record }]);
  const tables = [library.clips, library.versions, library.imageJobs, ...searchTables()];
  return library.transaction('rw', tables, async () => {
    const now = await library.clips.get(clipId);
    if (!now?.toFetch || now.versionId !== version.id) return undefined;
    const { toFetch: _, ...rest } = now;
    await library.versions.put({ ...version, record });
    const summary = { ...rest, ...made, versionCount: now.versionCount, clippedAt: now.clippedAt };
    await library.clips.put(withFacts(summary, factsIn(now)));
    await indexClips(indexed);
    if (record.images.length > 0) await library.imageJobs.put({ versionId: version.id });
    return version.id;
  });
}
