import { useEffect, useRef, useState } from 'preact/hooks';
import type { Settings } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';
import { Button, IconButton } from '../common/button';
import { isBindable, keysOf, ownerOf, printedKey, type ReaderAction, readerActions } from './reader-keys';

interface KeysDialogProps {
  own: Settings['keys'];
  onKeys: (own: Settings['keys']) => void;
  onClose: () => void;
}

/** All keys of the reader, and the way to change them: press a key's button, then the new key. */
export function KeysDialog({ own, onKeys, onClose }: KeysDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [asking, setAsking] = useState<ReaderAction>();
  const [said, setSaid] = useState('');
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const keys = keysOf(own);
  const close = (): void => dialog.current?.close();
  const bind = (id: ReaderAction, key: string): void => {
    const owner = ownerOf(keys, key);
    setAsking(undefined);
    if (owner === id) return;
    // Exchanged, so that no action is left without a key.
    onKeys({ ...own, [id]: key, ...(owner ? { [owner]: keys[id] } : {}) });
    setSaid(t('keySet', printedKey(key), t(wordsOf(id))));
  };
  // Stopped here: the surface around takes Escape for its own end, and letters for its own keys.
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (asking) setAsking(undefined);
      else close();
      return;
    }
    const key = event.key.toLowerCase();
    if (!asking || !isBindable(key)) return;
    event.preventDefault();
    if (keys.close === key) return;
    bind(asking, key);
  };
  return (
    <dialog class="dialog keys" ref={dialog} aria-label={t('keys')} onClose={onClose} onKeyDown={onKeyDown}>
      <header>
        <h2>{t('keys')}</h2>
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </header>
      <p class="meta" aria-live="polite">
        {asking ? t('keyAsk', t(wordsOf(asking))) : said || t('keyHint')}
      </p>
      <dl>
        {readerActions.map((action) => (
          <div key={action.id}>
            <dt>
              {'fixed' in action ? (
                <kbd class="key">{printedKey(action.key)}</kbd>
              ) : (
                <button
                  type="button"
                  class="key key-button"
                  aria-label={t('keyChange', t(action.words), printedKey(keys[action.id]))}
                  aria-pressed={asking === action.id}
                  onClick={() => setAsking((now) => (now === action.id ? undefined : action.id))}
                >
                  {asking === action.id ? '…' : printedKey(keys[action.id]) || '–'}
                </button>
              )}
            </dt>
            <dd>{t(action.words)}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(own).length > 0 && (
        <Button kind="text" onClick={() => onKeys({})}>
          {t('keysDefault')}
        </Button>
      )}
    </dialog>
  );
}

function wordsOf(id: ReaderAction): string {
  return readerActions.find((action) => action.id === id)?.words ?? '';
}
