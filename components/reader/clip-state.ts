import type { SaveOutcome } from '../../utils/model/clip';
import type { ClipState } from '../../utils/reading/reader-view';

export type { ClipState };

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
