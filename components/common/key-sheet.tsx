import { t } from '../../utils/platform/i18n';
import { useModal } from '../hooks/use-modal';
import { IconButton } from './button';

/** A key as printed, and the message key of what it does. */
export type KeyLine = readonly [keys: string, what: string];

/** All keys of a surface, shown with `?`. */
export function KeySheet({ lines, onClose }: { lines: readonly KeyLine[]; onClose: () => void }) {
  const { ref: dialog, close, onKeyDown } = useModal();
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
