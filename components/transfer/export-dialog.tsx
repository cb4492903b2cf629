import { useEffect, useRef, useState } from 'preact/hooks';
import { type ExportOffer, exportOffers } from '../../utils/export/catalogue';
import type { ImageChoice, MarkdownPreset } from '../../utils/export/format';
import { ask } from '../../utils/messaging/ask';
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { counted, formatNumber, isHan } from '../common/format';
import { Light, lightOrder } from '../common/light';
import { useLate } from '../hooks/use-late';
import { useSettings } from '../hooks/use-settings';
import { countLights } from '../library/library-state';
import { Choices } from './choices';
import { download } from './download';
import { type ExportChoice, exportBackup, exportClips } from './export-clips';
import { ExportPreview } from './export-preview';
import { NameField } from './name-field';
import { sendToZotero } from './send-to-zotero';

interface ExportDialogProps {
  /** The clip that is shown, if one is. */
  clip?: ClipSummary;
  /** The clips of the list as it is filtered. */
  clips: readonly ClipSummary[];
  onClose: () => void;
  /** Called with the number of clips once the file is handed to the browser. */
  onDone: (count: number) => void;
}

type Chosen = ExportOffer | 'backup' | 'zotero';
type Purpose = 'private' | 'excerpt' | 'permission';
type State =
  | { view: 'idle' }
  | { view: 'busy'; done: number }
  | { view: 'failed'; why: 'exportFailed' | 'zoteroNotRunning' | 'zoteroRefused' };

const groups = ['read', 'data', 'cite', 'marks'] as const;
const imageChoices: readonly ImageChoice[] = ['files', 'licensed', 'link', 'none'];
const presets: readonly MarkdownPreset[] = ['plain', 'obsidian', 'logseq'];
const [first] = exportOffers;

/** Exports the shown clip, all clips of the list, or the whole library. Source and terms go into every file. */
export function ExportDialog({ clip, clips, onClose, onDone }: ExportDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [settings, changeSettings] = useSettings();
  const stop = useRef<AbortController | undefined>(undefined);
  const [chosen, setChosen] = useState<Chosen>(clip && first ? first : 'backup');
  const [images, setImages] = useState<ImageChoice>('files');
  const [all, setAll] = useState(!clip);
  const [marks, setMarks] = useState(true);
  const [contacts, setContacts] = useState(false);
  const [preset, setPreset] = useState<MarkdownPreset>('plain');
  const [vertical, setVertical] = useState(false);
  const [purpose, setPurpose] = useState<Purpose>('private');
  const [note, setNote] = useState('');
  const [previewed, setPreviewed] = useState(false);
  const [state, setState] = useState<State>({ view: 'idle' });
  const busy = useLate(state.view === 'busy');
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input:checked')?.focus(); // not the box that scrolls
    return () => stop.current?.abort();
  }, []);

  const offer = typeof chosen === 'string' ? undefined : chosen;
  const isBackup = chosen === 'backup';
  const listed = all || !clip ? clips : [clip];
  const closed = listed.filter(({ light }) => light === 'red' || light === 'grey');
  const isGated = offer?.group === 'read' && closed.length > 0;
  const choice: ExportChoice = {
    format: offer?.id ?? 'json',
    images,
    marks: marks ? 'with' : 'without',
    contacts: contacts ? 'keep' : 'mask',
    extent: isGated && purpose === 'excerpt' ? 'excerpt' : 'whole',
    markdown: preset,
    fileNames: settings.exportNames,
    writing: vertical && listed.some(({ language }) => isHan(language)) ? 'vertical' : 'horizontal',
  };

  const write = async (): Promise<void> => {
    const stopper = new AbortController();
    stop.current = stopper;
    setState({ view: 'busy', done: 0 });
    const watch = { tell: (done: number) => setState({ view: 'busy', done }), signal: stopper.signal };
    try {
      if (isGated && purpose === 'permission') await keepPermission(closed, note);
      if (chosen === 'zotero') {
        const answer = await sendToZotero(
          listed.map(({ id }) => id),
          watch,
        );
        if (answer === 'sent') onDone(listed.length);
        else setState({ view: 'failed', why: answer === 'refused' ? 'zoteroRefused' : 'zoteroNotRunning' });
        return;
      }
      const { blob, name } = offer
        ? await exportClips(
            listed.map(({ id }) => id),
            choice,
            watch,
          )
        : await exportBackup(watch);
      download(blob, name);
      onDone(listed.length);
    } catch {
      setState(stopper.signal.aborted ? { view: 'idle' } : { view: 'failed', why: 'exportFailed' });
    }
  };
  const cancel = (): void => {
    if (state.view === 'busy') stop.current?.abort();
    else dialog.current?.close();
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
        <h1 id="export-title">{isBackup ? t('exportTitleAll') : counted('exportTitle', listed.length)}</h1>
      </div>
      <div class="cols">
        {groups.map((group) => (
          <fieldset key={group}>
            <legend>{t(`formats_${group}`)}</legend>
            <div class="formats">
              {exportOffers
                .filter((each) => each.group === group && (clip || each.kind === 'together'))
                .map((each) => (
                  <FormatCard
                    key={each.id}
                    id={each.id}
                    checked={offer?.id === each.id}
                    onChoose={() => setChosen(each)}
                  />
                ))}
              {group === 'data' && (
                <FormatCard id="backup" checked={isBackup} onChoose={() => setChosen('backup')} />
              )}
              {group === 'cite' && clips.length > 0 && (
                <FormatCard id="zotero" checked={chosen === 'zotero'} onChoose={() => setChosen('zotero')} />
              )}
            </div>
          </fieldset>
        ))}
        {!isBackup && (
          <div class="two">
            {clip && clips.length > 1 && (
              <Choices
                name="what"
                legend={t('exportWhat')}
                chosen={all ? 'all' : 'this'}
                onChoose={(value) => setAll(value === 'all')}
                choices={[
                  { value: 'this', label: t('exportThis'), hint: clip.title, hintLang: clip.language },
                  { value: 'all', label: t('exportListed'), hint: counted('clipsCount', clips.length) },
                ]}
              />
            )}
            {offer?.hasImages && (
              <Choices
                name="images"
                legend={t('factPhotos')}
                chosen={images}
                onChoose={setImages}
                choices={imageChoices.map((value) => ({
                  value,
                  label: t(`exportImages_${value}`),
                  hint: t(`exportImages_${value}_hint`),
                }))}
              />
            )}
            {offer?.id === 'markdown' && (
              <Choices
                name="preset"
                legend={t('markdownFor')}
                chosen={preset}
                onChoose={setPreset}
                choices={presets.map((value) => ({
                  value,
                  label: t(`preset_${value}`),
                  hint: t(`preset_${value}_hint`),
                }))}
              />
            )}
            {offer && offer.group !== 'cite' && offer.group !== 'marks' && (
              <fieldset>
                <legend>{t('exportMore')}</legend>
                <div class="choices">
                  <label>
                    <input type="checkbox" checked={marks} onChange={() => setMarks(!marks)} />
                    <span>{t('exportMarks')}</span>
                  </label>
                  <label>
                    <input type="checkbox" checked={contacts} onChange={() => setContacts(!contacts)} />
                    <span>{t('exportContacts')}</span>
                    <small>{t('exportContactsHint')}</small>
                  </label>
                  {offer.id === 'epub' && listed.some(({ language }) => isHan(language)) && (
                    <label>
                      <input type="checkbox" checked={vertical} onChange={() => setVertical(!vertical)} />
                      <span>{t('exportVertical')}</span>
                    </label>
                  )}
                </div>
              </fieldset>
            )}
          </div>
        )}
        {isGated && (
          <Choices
            name="purpose"
            legend={t('exportPurpose')}
            chosen={purpose}
            onChoose={setPurpose}
            choices={(['private', 'excerpt', 'permission'] as const).map((value) => ({
              value,
              label: t(`purpose_${value}`),
              hint: t(`purpose_${value}_hint`),
            }))}
          >
            {purpose === 'permission' && (
              <label class="permission-note">
                {t('permissionNote')}
                <input
                  class="field"
                  type="text"
                  value={note}
                  onInput={(event) => setNote(event.currentTarget.value)}
                />
              </label>
            )}
          </Choices>
        )}
        {offer && listed[0] && (
          <NameField
            clipId={listed[0].id}
            extension={offer.extension}
            template={settings.exportNames}
            onTemplate={(exportNames) => changeSettings({ exportNames })}
          />
        )}
        {offer && <Tally clips={listed} />}
        {offer && listed[0] && (
          <details
            class="preview-box"
            open={previewed}
            onToggle={(event) => setPreviewed(event.currentTarget.open)}
          >
            <summary>{t('exportPreview')}</summary>
            {previewed && <ExportPreview clipId={listed[0].id} choice={choice} />}
          </details>
        )}
        {state.view === 'failed' && (
          <p class="failed-line" role="alert">
            {t(state.why)}
          </p>
        )}
      </div>
      <div class="dialog-foot">
        <p class="meta-xs" role="status">
          {state.view === 'busy' && state.done > 0 && listed.length > 1
            ? t('exportProgress', formatNumber(state.done), formatNumber(listed.length))
            : t('exportCarries')}
        </p>
        <Button onClick={cancel}>{t('cancel')}</Button>
        <Button
          kind="main"
          icon="export"
          busy={busy}
          disabled={isGated && purpose === 'permission' && note.trim() === ''}
          onClick={() => state.view !== 'busy' && void write()}
        >
          {t(busy ? 'exporting' : 'export')}
        </Button>
      </div>
    </dialog>
  );
}

function FormatCard({ id, checked, onChoose }: { id: string; checked: boolean; onChoose: () => void }) {
  return (
    <label>
      <span class="format-name">
        {t(`format_${id}`)}
        <input class="radio" type="radio" name="format" checked={checked} onChange={onChoose} />
      </span>
      <small>{t(`format_${id}_hint`)}</small>
    </label>
  );
}

/** The person says that they may: kept as their own claim, with from whom, on each clip that states no permission. */
async function keepPermission(clips: readonly ClipSummary[], note: string): Promise<void> {
  for (const { id: clipId } of clips) {
    const correction = { fact: 'rights', value: { kind: 'permission', note: note.trim() } } as const;
    const answer = await ask('editClip', { clipId, correction });
    if (!answer.ok) throw new Error(answer.error.message);
  }
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
