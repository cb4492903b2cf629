import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExportFormat, ExportOptions } from '../../utils/export/format';
import { markdownFormat } from '../../utils/export/markdown';
import { exportFormats } from '../../utils/export/registry';
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { counted } from '../common/format';
import { Light, lightOrder } from '../common/light';
import { useLate } from '../hooks/use-late';
import { countLights } from '../library/library-state';
import { exportClips } from './export-clips';

interface ExportDialogProps {
  /** The clip that is shown. */
  clip: ClipSummary;
  /** The clips of the list as it is filtered. */
  clips: readonly ClipSummary[];
  onClose: () => void;
  /** Called with the number of clips once the file is handed to the browser. */
  onDone: (count: number) => void;
}

/** Exports the shown clip, or all clips of the list, to a file. Source and terms go into every file. */
export function ExportDialog({ clip, clips, onClose, onDone }: ExportDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [format, setFormat] = useState<ExportFormat>(markdownFormat);
  const [images, setImages] = useState<ExportOptions['images']>('files');
  const [all, setAll] = useState(false);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const busy = useLate(state === 'busy');
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input:checked')?.focus(); // not the box that scrolls
  }, []);

  const chosen = all ? clips : [clip];
  const write = (): void => {
    setState('busy');
    exportClips(
      chosen.map(({ id }) => id),
      format,
      images,
    ).then(onDone, () => setState('failed'));
  };
  return (
    <dialog
      class="dialog export"
      ref={dialog}
      aria-labelledby="export-title"
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-head">
        <h1 id="export-title">{counted('exportTitle', chosen.length)}</h1>
      </div>
      <div class="cols">
        <fieldset>
          <legend>{t('format')}</legend>
          <div class="formats">
            {exportFormats.map((offered) => (
              <label key={offered.id}>
                <span class="format-name">
                  {t(`format_${offered.id}`)}
                  <input
                    class="radio"
                    type="radio"
                    name="format"
                    checked={format.id === offered.id}
                    onChange={() => setFormat(offered)}
                  />
                </span>
                <small>{t(`format_${offered.id}_hint`)}</small>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="two">
          {clips.length > 1 && (
            <fieldset>
              <legend>{t('exportWhat')}</legend>
              <div class="choices">
                <label>
                  <input
                    class="radio"
                    type="radio"
                    name="what"
                    checked={!all}
                    onChange={() => setAll(false)}
                  />
                  <span>{t('exportThis')}</span>
                  <small lang={clip.language}>{clip.title}</small>
                </label>
                <label>
                  <input class="radio" type="radio" name="what" checked={all} onChange={() => setAll(true)} />
                  <span>{t('exportListed')}</span>
                  <small>{counted('clipsCount', clips.length)}</small>
                </label>
              </div>
            </fieldset>
          )}
          <fieldset>
            <legend>{t('factPhotos')}</legend>
            <div class="choices">
              {(['files', 'link'] as const).map((way) => (
                <label key={way}>
                  <input
                    class="radio"
                    type="radio"
                    name="images"
                    checked={images === way}
                    onChange={() => setImages(way)}
                  />
                  <span>{t(`exportImages_${way}`)}</span>
                  <small>{t(`exportImages_${way}_hint`)}</small>
                </label>
              ))}
            </div>
          </fieldset>
        </div>
        <Tally clips={chosen} />
        {state === 'failed' && (
          <p class="failed-line" role="alert">
            {t('exportFailed')}
          </p>
        )}
      </div>
      <div class="dialog-foot">
        <p class="meta-xs">{t('exportCarries')}</p>
        <Button onClick={() => dialog.current?.close()}>{t('cancel')}</Button>
        <Button kind="main" icon="export" busy={busy} onClick={write}>
          {t(busy ? 'exporting' : 'export')}
        </Button>
      </div>
    </dialog>
  );
}

/** The rights of what is about to leave the library. */
function Tally({ clips }: { clips: readonly ClipSummary[] }) {
  const counts = countLights(clips);
  return (
    <ul class="tally" aria-label={t('exportRights')}>
      {lightOrder
        .filter((light) => counts[light] > 0)
        .map((light) => (
          <li key={light}>
            <Light light={light}>{counted(`tally_${light}`, counts[light])}</Light>
          </li>
        ))}
    </ul>
  );
}
