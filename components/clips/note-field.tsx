import type { Ref } from 'preact';
import { useCallback, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Icon } from '../common/icon';
import { keepDraft, readDraft } from './note-draft';

interface NoteFieldProps {
  clipId: ClipId;
  /** As it is kept. */
  note: string;
  fieldRef?: Ref<HTMLTextAreaElement>;
  rows?: number;
  /** Keeps it; settled once it is kept, or could not be. */
  onNote: (note: string) => Promise<unknown>;
  /** The field was left, with Escape by intent. */
  onLeave?: (byKey: boolean) => void;
}

/**
 * The field of a clip's note. It is kept when the field is left, with Ctrl+Enter, and when the field goes; what is written
 * meanwhile survives the closing of the surface.
 */
export function NoteField({ clipId, note, fieldRef, rows = 2, onNote, onLeave }: NoteFieldProps) {
  const id = useId();
  const [text, setText] = useState(() => readDraft(clipId) ?? note);
  const shown = useRef(note);
  const latest = useRef({ text, note, onNote });
  latest.current = { text, note, onNote };
  if (shown.current !== note) {
    // Changed elsewhere, or by Undo: shown at once where nothing is being written.
    if (text === shown.current) setText(note);
    shown.current = note;
  }
  const save = useCallback((): void => {
    const { text: written, note: kept, onNote: tell } = latest.current;
    // The draft goes only when the note is kept: a page that is left takes back what it was still writing.
    if (written === kept) keepDraft(clipId, undefined);
    else void tell(written).then(() => readDraft(clipId) === written && keepDraft(clipId, undefined));
  }, [clipId]);
  useLayoutEffect(() => () => save(), [save]);
  return (
    <div class="note-field">
      <label class="field field-note" for={id}>
        <Icon name="sticky" small />
        <span class="sr">{t('clipNote')}</span>
        <textarea
          id={id}
          ref={fieldRef}
          rows={Math.max(rows, Math.min(16, text.split('\n').length))}
          value={text}
          placeholder={t('clipNoteHint')}
          onInput={(event) => {
            const { value } = event.currentTarget;
            setText(value);
            keepDraft(clipId, value === latest.current.note ? undefined : value);
          }}
          onKeyDown={(event) => {
            if (event.isComposing) return;
            const isDone =
              event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
            if (!isDone) return;
            event.preventDefault();
            event.stopPropagation();
            save();
            onLeave?.(true);
          }}
          onBlur={() => {
            save();
            onLeave?.(false);
          }}
        />
      </label>
    </div>
  );
}
