import { createClip, type ReadPage, type Stamp } from '../clip/create-clip';
import { askBackground } from '../messaging/ask';
import type { ClipDraft, SaveOutcome } from '../model/clip';
import type { Result } from '../model/result';
import { toolName } from '../platform/tool';
import type { HandReport } from './by-hand/hand';
import { strictly } from './strictly';

/** What was read, and how the person's hand shows in it. */
type ReadByHand = ReadPage & { hand?: HandReport };

export type Saved = SaveOutcome & { draftId: string };

/**
 * Saves what was read. The id is made here, so that saving twice is saving once; where the channel died before the
 * answer came, "is it saved?" is asked before anything is said to have failed. What is kept has passed DOMPurify, whatever
 * made safe what is shown.
 * @param window of the page, whose DOM does the parsing.
 */
export async function savePage(
  window: Window & typeof globalThis,
  reading: ReadByHand,
  draftId: string,
  at: Date,
  how?: Stamp['how'],
): Promise<Result<Saved>> {
  const strict = await strictly(window, reading);
  if (!strict.ok) return strict;
  const draft = draftOf(strict.value, draftId, at, how);
  const answer = await askBackground('saveClip', { draft });
  const outcome = !answer.ok && answer.error.code === 'no-answer' ? await askAgain(draftId, answer) : answer;
  return outcome.ok ? { ok: true, value: { ...outcome.value, draftId } } : outcome;
}

/** What a clip of the page would be. */
export function draftOf(
  reading: ReadByHand,
  draftId: string,
  at: Date,
  how: Stamp['how'] = isByHand(reading) ? 'simplified' : 'full-article',
): ClipDraft {
  return createClip(reading, { id: draftId, at: at.toISOString(), how, ...toolName() });
}

/** Whether the person decided what belongs to the article: then it is not simply the page's text. */
function isByHand({ hand }: ReadByHand): boolean {
  return hand !== undefined && (hand.picked || hand.removed.length > 0 || hand.putBack > 0);
}

async function askAgain(draftId: string, failed: Result<SaveOutcome>): Promise<Result<SaveOutcome>> {
  const found = await askBackground('findSave', { draftId });
  return found.ok && found.value ? { ok: true, value: found.value } : failed;
}
