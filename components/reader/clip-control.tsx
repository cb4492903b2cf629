import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { Icon } from '../common/icon';
import { useLate } from '../hooks/use-late';
import { type ClipState, canUndo, outcomeKey } from './clip-state';
import type { ReaderAction } from './reader-keys';

/** The Clip button of the reader's bar, which becomes "Clipped" with Undo. Focus moves to Undo, and back. */
export function ClipControl({
  state,
  hints,
  mayUndo,
  onClip,
  onUndo,
}: {
  state: ClipState;
  hints: Pick<Record<ReaderAction, string>, 'clip' | 'undo'>;
  mayUndo: boolean;
  onClip: () => void;
  onUndo: () => void;
}) {
  const busy = useLate(state.kind === 'saving');
  const undoable = mayUndo && canUndo(state);
  const undoButton = useRef<HTMLButtonElement>(null);
  const clipButton = useRef<HTMLButtonElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const before = useRef(state.kind);
  useEffect(() => {
    // The button that had the focus goes away: without a new place the focus would fall out of the reader.
    if (state.kind === 'saved' && before.current === 'saving') (undoButton.current ?? said.current)?.focus();
    if (state.kind === 'idle' && before.current === 'saved') clipButton.current?.focus();
    before.current = state.kind;
  }, [state.kind]);

  const clipped = state.kind === 'saved' || state.kind === 'kept';
  const changed = state.kind === 'kept' && state.changed === true;
  return (
    <div class="clip-control">
      <p class="clip-said" aria-live="polite" tabIndex={-1} ref={said}>
        {clipped && (
          <span class="saved">
            <span class="tick">
              <Icon name="check" />
            </span>
            {t(
              state.kind === 'saved' ? outcomeKey[state.outcome.kind] : changed ? 'changedSince' : 'clipped',
            )}
          </span>
        )}
      </p>
      {undoable && (
        <Button kind="edge" icon="undo" hint={hints.undo} onClick={onUndo} buttonRef={undoButton}>
          {t('undo')}
        </Button>
      )}
      {(!clipped || changed) && (
        <Button kind="main" icon="clip" busy={busy} onClick={onClip} buttonRef={clipButton} hint={hints.clip}>
          {t(busy ? 'clipping' : changed ? 'clipAgain' : 'clip')}
        </Button>
      )}
    </div>
  );
}
