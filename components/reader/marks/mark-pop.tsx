import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Highlight } from '../../../utils/model/clip';
import { type MarkColour, markColours } from '../../../utils/model/settings';
import { t } from '../../../utils/platform/i18n';
import { Button, IconButton } from '../../common/button';

interface MarkPopProps {
  /** The mark that was pressed; none where a passage is selected. */
  mark?: Highlight;
  /** Place in the surface's element, px; below the passage or above it. */
  at: { x: number; y: number; above: boolean };
  noteOpen: boolean;
  onColour: (colour: MarkColour) => void;
  onNote: (note: string) => void;
  onOpenNote: () => void;
  onRemove: () => void;
  onCopy: () => void;
  /** Copies the passage with author, source and a link that leads to it. */
  onShare: () => void;
  onClose: () => void;
}

/** The small bar at a passage: four colours, a note, copy; for a mark also its removal. */
export function MarkPop(props: MarkPopProps) {
  const { mark, at, noteOpen } = props;
  const box = useRef<HTMLDivElement>(null);
  const noteButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // A mark was pressed: its bar takes the focus. A selection keeps it, or it could not be widened.
    if (mark && !noteOpen) box.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [mark?.id]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    props.onClose();
  };
  return (
    <div
      class="pop markpop ours"
      role="dialog"
      aria-label={t(mark ? 'editMark' : 'markPassage')}
      lang={t('interfaceLanguage')}
      dir="ltr"
      data-above={at.above ? '' : undefined}
      style={{ left: `${at.x}px`, top: `${at.y}px` }}
      ref={box}
      onKeyDown={onKeyDown}
      // The selection must live while its bar is used.
      onPointerDown={(event) => !(event.target instanceof HTMLTextAreaElement) && event.preventDefault()}
    >
      <div class="markpop-row">
        {markColours.map((colour, index) => (
          <button
            type="button"
            key={colour}
            class="pen"
            data-colour={colour}
            aria-label={t(`pen_${colour}`)}
            title={`${t(`pen_${colour}`)} (${index + 1})`}
            aria-keyshortcuts={String(index + 1)}
            aria-pressed={mark ? (mark.colour ?? 'blue') === colour : undefined}
            onClick={() => props.onColour(colour)}
          >
            <span aria-hidden="true">{index + 1}</span>
          </button>
        ))}
        <span class="sep" />
        <IconButton
          icon="note"
          label={t(mark?.body ? 'editNote' : 'addNote')}
          expanded={noteOpen}
          buttonRef={noteButton}
          onClick={props.onOpenNote}
        />
        <IconButton icon="copy" label={t('copyPassage')} onClick={props.onCopy} />
        <IconButton icon="share" label={t('sharePassage')} onClick={props.onShare} />
        {mark && <IconButton icon="trash" label={t('removeMark')} onClick={props.onRemove} />}
      </div>
      {noteOpen && (
        <NoteForm note={mark?.body ?? ''} onNote={props.onNote} onCancel={props.onClose} key={mark?.id} />
      )}
    </div>
  );
}

function NoteForm({
  note,
  onNote,
  onCancel,
}: {
  note: string;
  onNote: (note: string) => void;
  onCancel: () => void;
}) {
  const [words, setWords] = useState(note);
  const field = useRef<HTMLTextAreaElement>(null);
  // Before it is painted: the first letter of a quick hand must not fall beside it.
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onNote(words.trim());
  };
  return (
    <form
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        onNote(words.trim());
      }}
    >
      <label class="field">
        <span class="sr">{t('note')}</span>
        <textarea
          ref={field}
          rows={3}
          maxLength={20_000}
          placeholder={t('notePlaceholder')}
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <div class="note-foot">
        <Button kind="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button kind="main" size="s" onClick={() => onNote(words.trim())}>
          {t('keepNote')}
        </Button>
      </div>
    </form>
  );
}
