import type { ClipId, Highlight } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { listMarks, putMark, removeMark } from '../store/marks';
import { clipOfPage, type ShownPage } from './clip-of-page';
import { storageFailure } from './storage-failure';

const noClip = fail('not-found', 'There is no such clip to mark.');

/** The marks of the clip of a page; none where the page is not clipped. */
export async function marksOfPage(page: ShownPage): Promise<Result<Highlight[]>> {
  const clip = await clipOfPage(page);
  return ok((clip && (await listMarks(clip.id))) ?? []);
}

/** Keeps a mark with the clip of a page, which must be clipped. */
export async function keepPageMark(page: ShownPage, mark: Highlight): Promise<Result<Highlight[]>> {
  const clip = await clipOfPage(page);
  return clip ? keepMark(clip.id, mark) : noClip;
}

/** Takes a mark from the clip of a page. */
export async function dropPageMark(page: ShownPage, id: string): Promise<Result<Highlight[]>> {
  const clip = await clipOfPage(page);
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
