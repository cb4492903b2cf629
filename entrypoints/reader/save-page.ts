import { createClip } from '../../utils/clip/create-clip';
import { askBackground } from '../../utils/messaging/ask';
import type { SaveOutcome } from '../../utils/model/clip';
import type { Result } from '../../utils/model/result';
import { toolName } from '../../utils/platform/tool';
import type { Reading } from './read-page';

export type Saved = SaveOutcome & { draftId: string };

/**
 * Saves what was read. The id is made here, so that saving twice is saving once; where the channel died before the
 * answer came, "is it saved?" is asked before anything is said to have failed.
 */
export async function savePage(reading: Reading, draftId: string, at: Date): Promise<Result<Saved>> {
  const draft = createClip(reading, {
    id: draftId,
    at: at.toISOString(),
    how: 'full-article',
    ...toolName(),
  });
  const answer = await askBackground('saveClip', { draft });
  const outcome = !answer.ok && answer.error.code === 'no-answer' ? await askAgain(draftId, answer) : answer;
  return outcome.ok ? { ok: true, value: { ...outcome.value, draftId } } : outcome;
}

async function askAgain(draftId: string, failed: Result<SaveOutcome>): Promise<Result<SaveOutcome>> {
  const found = await askBackground('findSave', { draftId });
  return found.ok && found.value ? { ok: true, value: found.value } : failed;
}
