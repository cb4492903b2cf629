import type { Act, Change } from '../../utils/model/change';
import { ok, type Result } from '../../utils/model/result';
import { act, undoAct } from '../../utils/store/acts';

/** Carries out a change of clips' facts. Never throws. */
export async function carryOut(change: Change): Promise<Result<Act>> {
  return guarded(() => act(change));
}

/** Takes an act back. Never throws. */
export async function takeBack(done: Act): Promise<Result<Act>> {
  return guarded(() => undoAct(done));
}

async function guarded<T>(write: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await write());
  } catch (error) {
    console.error(error);
    const isFull = error instanceof Error && error.name === 'QuotaExceededError';
    return {
      ok: false,
      error: { code: isFull ? 'storage-full' : 'storage-failed', message: 'Not written.' },
    };
  }
}
