import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClipRecord } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { counted } from '../common/format';
import { CitePanel } from './cite-panel';

interface CiteDialogProps {
  /** The clip or page that is shown. */
  record: ClipRecord;
  /** All clips of a list, read when they are asked for. */
  all?: { count: number; read: () => Promise<ClipRecord[]> };
  files?: boolean;
  onClose: () => void;
}

/** Citations of the shown clip, or of all clips of the list as one text or file. */
export function CiteDialog({ record, all, files, onClose }: CiteDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [records, setRecords] = useState<readonly ClipRecord[]>([record]);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const close = (): void => dialog.current?.close();
  const readAll = (): void => {
    all?.read().then(setRecords, () => undefined); // what cannot be read leaves the one that is shown
  };
  return (
    <dialog
      class="dialog cite-dialog"
      ref={dialog}
      aria-labelledby="cite-title"
      onClose={onClose}
      onKeyDown={(event) => {
        event.stopPropagation(); // the surface around takes Escape for its own end
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <div class="dialog-head">
        <h2 id="cite-title">{records.length === 1 ? t('citeOne') : counted('citeTitle', records.length)}</h2>
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </div>
      {all && all.count > 1 && (
        <fieldset class="choices cite-what">
          <legend class="sr">{t('citeWhat')}</legend>
          <label>
            <input
              class="radio"
              type="radio"
              name="cite-what"
              checked={records.length === 1}
              onChange={() => setRecords([record])}
            />
            <span>{t('exportThis')}</span>
          </label>
          <label>
            <input
              class="radio"
              type="radio"
              name="cite-what"
              checked={records.length > 1}
              onChange={readAll}
            />
            <span>{t('exportListed')}</span>
            <small>{counted('clipsCount', all.count)}</small>
          </label>
        </fieldset>
      )}
      <CitePanel records={records} files={files} />
    </dialog>
  );
}
