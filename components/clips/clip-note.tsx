import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { lazily } from '../common/lazily';
import { readDraft } from './note-draft';
import { NoteField } from './note-field';

/** With it comes the reader of Markdown. */
const NoteWords = lazily(async () => (await import('./note-words')).NoteWords);

interface ClipNoteProps {
  clipId: ClipId;
  note: string;
  /** Counts up when the field is asked for by a key. */
  asked: number;
  onNote: (note: string) => Promise<unknown>;
}

/** A clip's note: set as it is read, and a field when it is written. */
export function ClipNote({ clipId, note, asked, onNote }: ClipNoteProps) {
  const [isWriting, setWriting] = useState(() => readDraft(clipId) !== undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const wantsFocus = useRef(false);
  const write = (): void => {
    wantsFocus.current = true;
    setWriting(true);
  };
  const isFirst = useRef(asked);
  useEffect(() => {
    if (asked !== isFirst.current) write();
  }, [asked]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const target = isWriting || note === '' ? field.current : edit.current;
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  });
  if (isWriting || note === '') {
    return (
      <NoteField
        clipId={clipId}
        note={note}
        fieldRef={field}
        onNote={onNote}
        onLeave={(byKey) => {
          wantsFocus.current = byKey;
          setWriting(false);
        }}
      />
    );
  }
  return (
    <div class="clip-note">
      <NoteWords note={note} />
      <button type="button" class="btn btn-text" ref={edit} onClick={write}>
        {t('editNote')}
      </button>
    </div>
  );
}
