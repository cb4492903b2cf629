import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { TraceEntry } from '../../../utils/model/article';
import { t } from '../../../utils/platform/i18n';
import type { ByHandActs } from '../../../utils/reading/reader-view';
import { Button, IconButton } from '../../common/button';
import { useModal } from '../../hooks/use-modal';
import { passWords, whyWords } from './words';

interface MissingDialogProps {
  trace: readonly TraceEntry[];
  /** The beginnings of what the person took out. */
  removed: readonly string[];
  lang: string;
  canUndo: boolean;
  acts: ByHandActs;
  onClose: () => void;
}

/** "Why is this missing?": every block that was left out, with the step that did so and why, and the way back. */
export function MissingDialog({ trace, removed, lang, canUndo, acts, onClose }: MissingDialogProps) {
  const { ref: dialog, close, onKeyDown } = useModal();
  const [said, setSaid] = useState('');
  const put = async (done: Promise<boolean>, words: string): Promise<void> => {
    const at = [...(dialog.current?.querySelectorAll('.put-back') ?? [])].indexOf(
      focusedIn(dialog.current) as Element,
    );
    const worked = await done;
    setSaid(t(worked ? words : 'notPutBack'));
    // The row that was pressed is gone: the next one takes the focus.
    requestAnimationFrame(() => {
      const left = dialog.current?.querySelectorAll<HTMLElement>('.put-back') ?? [];
      (left[Math.min(Math.max(at, 0), left.length - 1)] ?? dialog.current)?.focus();
    });
  };
  const inside = trace.filter(({ pass }) => pass !== 'outside');
  const outside = trace.filter(({ pass }) => pass === 'outside');
  const row = (entry: TraceEntry) => (
    <Row
      key={entry.id}
      words={entry.text || entry.node}
      lang={lang}
      why={whyWords(entry)}
      aside={
        <>
          {passWords(entry)}
          <i class="dot" lang="en">
            ·
          </i>
          <code>{entry.node}</code>
        </>
      }
      onPutBack={() => put(acts.putBack(entry.id), 'isPutBack')}
    />
  );
  return (
    <dialog
      class="dialog missing"
      ref={dialog}
      aria-label={t('missingTitle')}
      lang={t('interfaceLanguage')}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div class="dialog-head">
        <h2>{t('missingTitle')}</h2>
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </div>
      <p class="meta">{trace.length + removed.length > 0 ? t('missingIntro') : t('missingNone')}</p>
      <div class="missing-said" role="status">
        {said}
        {said && canUndo && (
          <Button kind="edge" size="s" icon="undo" onClick={() => void acts.undo().then(() => setSaid(''))}>
            {t('undo')}
          </Button>
        )}
      </div>
      {removed.length > 0 && (
        <Rows title={t('missingYours')}>
          {removed.map((words, index) => (
            <Row
              key={`${index} ${words}`}
              words={words}
              lang={lang}
              why={t('missingYours')}
              onPutBack={() => put(acts.restore(index), 'isPutBack')}
            />
          ))}
        </Rows>
      )}
      {inside.length > 0 && <Rows title={t('missingInside')}>{inside.map(row)}</Rows>}
      {outside.length > 0 && <Rows title={t('missingOutside')}>{outside.map(row)}</Rows>}
    </dialog>
  );
}

function Rows({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </>
  );
}

interface RowProps {
  words: string;
  lang: string;
  why: string;
  aside?: ComponentChildren;
  onPutBack: () => void;
}

function Row({ words, lang, why, aside, onPutBack }: RowProps) {
  return (
    <li>
      <div>
        <q class="quote" lang={lang} dir="auto">
          {words}
        </q>
        <p>{why}</p>
        {aside && <p class="meta-xs">{aside}</p>}
      </div>
      <button type="button" class="btn btn-edge btn-s put-back" onClick={onPutBack}>
        {t('missingPutBack')}
      </button>
    </li>
  );
}

function focusedIn(element: Element | null): Element | null {
  return (element?.getRootNode() as Document | ShadowRoot | undefined)?.activeElement ?? null;
}
