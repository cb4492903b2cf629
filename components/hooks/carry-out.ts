import { storageFailure } from '../../utils/background/storage-failure';
import { ask } from '../../utils/messaging/ask';
import type { Act, Change } from '../../utils/model/change';
import type { ClipId } from '../../utils/model/clip';
import { ok, type Result } from '../../utils/model/result';
import { act, undoAct } from '../../utils/store/acts';
import { emptyTrash } from '../../utils/store/purge';

/** Carries out a change of clips' facts. Never throws. */
export async function carryOut(change: Change): Promise<Result<Act>> {
  return guarded(async () => telling(await act(change)));
}

/** Takes an act back. Never throws. */
export async function takeBack(done: Act): Promise<Result<Act>> {
  return guarded(async () => telling(await undoAct(done)));
}

/** Erases clips of the Trash for good, all of them where none are named; gives how many. Never throws. */
export async function eraseClips(clipIds?: readonly ClipId[]): Promise<Result<number>> {
  return guarded(() => emptyTrash(clipIds));
}

/** Whether a page is kept stands on the icon of its tab. */
function telling(done: Act): Act {
  const trashed = done.clips.some(({ before, after }) => before.deletedAt !== after.deletedAt);
  if (trashed) void ask('refreshIcons', {});
  return done;
}

async function guarded<T>(write: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await write());
  } catch (error) {
    console.error(error);
    return storageFailure(error);
  }
}
