import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { IconButton } from './button';

/** A key as printed, and the message key of what it does. */
export type KeyLine = readonly [keys: string, what: string];

/** All keys of a surface, shown with `?`. */
export function KeySheet({ lines, onClose }: { lines: readonly KeyLine[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = (): void => dialog.current?.close();
  // Handled here and stopped: the surface around takes Escape for its own end.
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  return (
    <dialog class="dialog keys" ref={dialog} aria-label={t('keys')} onClose={onClose} onKeyDown={onKeyDown}>
      <div class="dialog-head">
        <h2>{t('keys')}</h2>
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </div>
      <dl>
        {lines.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd class="key" key={key}>
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
