import type { ClipId, SaveOutcome } from '../../utils/model/clip';
import type { Failure } from '../../utils/model/result';

/** Where the clipping of the shown page stands. */
export type ClipState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  /** Clipped in an earlier visit. */
  | { kind: 'kept'; clipId: ClipId; clippedAt: string }
  /** Clipped just now; `draftId` is what Undo takes back. */
  | { kind: 'saved'; outcome: SaveOutcome; draftId: ClipId }
  | { kind: 'failed'; failure: Failure };

/** The message key for what a save did. */
export const outcomeKey: Record<SaveOutcome['kind'], string> = {
  new: 'clipped',
  same: 'clippedSame',
  'new-version': 'clippedVersion',
};

/** Whether Undo has something to take back: a page that was kept already, unchanged, was not saved again. */
export function canUndo(state: ClipState): boolean {
  return state.kind === 'saved' && state.outcome.kind !== 'same';
}
