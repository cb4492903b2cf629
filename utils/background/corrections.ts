import { correct, pathsOf, undoCorrection } from '../clip/correct';
import type { KeptFacts } from '../messaging/protocol';
import type { ClipId, ClipRecord, Timestamp } from '../model/clip';
import type { Correction } from '../model/correction';
import { fail, ok, type Result } from '../model/result';
import { getRecord } from '../store/clips';
import { editNewest } from '../store/edit-clip';
import { clipOfPage, type ShownPage } from './clip-of-page';
import { storageFailure } from './storage-failure';

const noClip = fail('not-found', 'There is no such clip to correct.');

/** The facts of the clip of a page, with the person's corrections; nothing where the page is not clipped. */
export async function factsOfPage(page: ShownPage): Promise<Result<KeptFacts | null>> {
  const clip = await clipOfPage(page);
  const record = clip && (await getRecord(clip.id));
  return ok(record ? factsOf(record) : null);
}

/** Corrects a fact of a clip's newest version, now. */
export async function correctClip(
  clipId: ClipId,
  correction: Correction,
): Promise<Result<{ at: Timestamp; facts: KeptFacts }>> {
  const at = new Date().toISOString();
  const facts = await write(clipId, (record) => correct(record, correction, at));
  return facts.ok ? ok({ at: madeAt(facts.value, correction, at), facts: facts.value }) : facts;
}

/** Asked twice (the first answer was lost) it is made once: by the time of the first it can be taken back. */
function madeAt({ edits, images }: KeptFacts, correction: Correction, at: Timestamp): Timestamp {
  if (edits.some((edit) => edit.at === at)) return at;
  const paths = pathsOf(
    correction.fact,
    images,
    correction.fact === 'credit' ? correction.imageId : undefined,
  );
  return edits.findLast(({ path }) => paths.includes(path))?.at ?? at;
}

/** Takes a correction back. */
export function undoClipCorrection(clipId: ClipId, at: Timestamp): Promise<Result<KeptFacts>> {
  return write(clipId, (record) => undoCorrection(record, at));
}

/** The same for the clip of a page, which must be clipped. */
export async function correctPage(
  page: ShownPage,
  correction: Correction,
): Promise<Result<{ at: Timestamp; facts: KeptFacts }>> {
  const clip = await clipOfPage(page);
  return clip ? correctClip(clip.id, correction) : noClip;
}

/** Takes a correction of the clip of a page back. */
export async function undoPageCorrection(
  page: ShownPage,
  at: Timestamp,
): Promise<Result<{ facts: KeptFacts }>> {
  const clip = await clipOfPage(page);
  if (!clip) return noClip;
  const facts = await undoClipCorrection(clip.id, at);
  return facts.ok ? ok({ facts: facts.value }) : facts;
}

async function write(clipId: ClipId, change: (record: ClipRecord) => ClipRecord): Promise<Result<KeptFacts>> {
  try {
    const record = await editNewest(clipId, change, crypto.subtle);
    return record ? ok(factsOf(record)) : noClip;
  } catch (error) {
    console.error(error);
    return storageFailure(error);
  }
}

function factsOf({ source, rights, images, edits }: ClipRecord): KeptFacts {
  return { source, rights, images, edits };
}
