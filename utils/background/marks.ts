import { pageKey } from '../clip/page-key';
import type { ClipId, Highlight } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { findByPageKey } from '../store/clips';
import { listMarks, putMark, removeMark } from '../store/marks';
import { storageFailure } from './storage-failure';

const noClip = fail('not-found', 'There is no such clip to mark.');

/** The marks of the clip of a page; none where the page is not clipped. */
export async function marksOfPage(url: string): Promise<Result<Highlight[]>> {
  const clip = await findByPageKey(pageKey(url));
  return ok((clip && (await listMarks(clip.id))) ?? []);
}

/** Keeps a mark with the clip of a page, which must be clipped. */
export async function keepPageMark(url: string, mark: Highlight): Promise<Result<Highlight[]>> {
  const clip = await findByPageKey(pageKey(url));
  return clip ? keepMark(clip.id, mark) : noClip;
}

/** Takes a mark from the clip of a page. */
export async function dropPageMark(url: string, id: string): Promise<Result<Highlight[]>> {
  const clip = await findByPageKey(pageKey(url));
  return clip ? dropMark(clip.id, id) : noClip;
}

/** Keeps a mark with a clip: a new one, or a change of one. */
export function keepMark(clipId: ClipId, mark: Highlight): Promise<Result<Highlight[]>> {
  return write(() => putMark(clipId, mark, crypto.subtle));
}

/** Takes a mark from a clip. */
export function dropMark(clipId: ClipId, id: string): Promise<Result<Highlight[]>> {
  return write(() => removeMark(clipId, id, crypto.subtle));
}

async function write(change: () => Promise<Highlight[] | undefined>): Promise<Result<Highlight[]>> {
  try {
    const marks = await change();
    return marks ? ok(marks) : noClip;
  } catch (error) {
    console.error(error);
    return storageFailure(error);
  }
}
