import { useEffect, useRef, useState } from 'preact/hooks';
import { exportOffers, isCopied } from '../../utils/export/catalogue';
import type { ClipSummary } from '../../utils/model/clip';
import type { CollectionId } from '../../utils/model/collection';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { copyToClipboard } from '../common/clipboard';
import { counted, formatNumber, isHan } from '../common/format';
import { Light, lightOrder } from '../common/light';
import { useLate } from '../hooks/use-late';
import { useSettings } from '../hooks/use-settings';
import { countLights } from '../library/library-state';
import { Choices } from './choices';
import { deliver, type Refused } from './deliver';
import { copyClips, type ExportChoice } from './export-clips';
import { closedClips, ExportGate, keepPermission, privatePurpose } from './export-gate';
import { FieldsField, ImageOptions, MoreOptions, PresetOptions } from './export-options';
import { ExportPreview } from './export-preview';
import { hasFolders } from './mirror/folder-access';
import { FolderBox } from './mirror/folder-box';
import { NameField } from './name-field';
import { ObsidianFields } from './obsidian-fields';
import { offerOf, type Target, targetGroups, targetId, targetsOf } from './targets';
import { useScopeRows, useScopes } from './use-scopes';

interface ExportDialogProps {
  /** The clip that is shown, if one is. */
  clip?: ClipSummary;
  /** The clips that the person selected. */
  selected?: readonly ClipSummary[];
  /** The clips of the list as it is filtered. */
  clips: readonly ClipSummary[];
  /** What is chosen at first: the whole library as a backup, or a format. */
  begin?: 'backup';
  onClose: () => void;
  /** Called with the number of clips once the file is handed to the browser. */
  onDone: (count: number) => void;
}

type State =
  | { view: 'idle' }
  | { view: 'busy'; done: number }
  | { view: 'copied' }
  | { view: 'failed'; why: Refused };

const [first] = exportOffers;
const startChoice = {
  images: 'files',
  marks: 'with',
  contacts: 'mask',
  markdown: 'plain',
  writing: 'horizontal',
} as const;

/** Takes this clip, those selected, those of the list or the whole library out, into files or another program. */
export function ExportDialog({ clip, selected, clips, begin, onClose, onDone }: ExportDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [settings, changeSettings] = useSettings();
  const stop = useRef<AbortController | undefined>(undefined);
  const [collection, setCollection] = useState<CollectionId>();
  const { scopes, total, shelves, shelf } = useScopes({ clip, selected, clips, collection });
  const [scopeId, setScopeId] = useState<string>();
  const scope = scopes.find(({ id }) => id === scopeId) ?? scopes[0];
  const listed = useScopeRows(scope);
  const [wanted, setWanted] = useState<Target>(begin ?? first ?? 'backup');
  const [chosen, choose] =
    useState<Omit<ExportChoice, 'format' | 'extent' | 'fileNames' | 'fields' | 'wikilinks'>>(startChoice);
  const [purpose, setPurpose] = useState(privatePurpose);
  const [previewed, setPreviewed] = useState(false);
  const [state, setState] = useState<State>({ view: 'idle' });
  const busy = useLate(state.view === 'busy');
  useEffect(() => {
    dialog.current?.showModal();
    dialog.current?.querySelector<HTMLElement>('input:checked')?.focus(); // not the box that scrolls
    return () => stop.current?.abort();
  }, []);

  const open = targetGroups.map((group) => ({
    group,
    targets: targetsOf(group, listed.length, hasFolders()),
  }));
  const isOpen = open.some(({ targets }) => targets.some((each) => targetId(each) === targetId(wanted)));
  const target = isOpen || listed.length === 0 ? wanted : (first ?? 'backup');
  const offer = offerOf(target);
  const isWhole = target === 'backup' || target === 'folder';
  const going = isWhole ? total : listed.length;
  const closed = closedClips(listed);
  const isGated = (offer?.group === 'read' || target === 'print') && closed.length > 0;
  const hasHan = listed.some(({ language }) => isHan(language));
  const isMarkdown = offer?.id === 'markdown' || target === 'obsidian' || target === 'folder';
  const isForObsidian = target === 'obsidian' || (isMarkdown && chosen.markdown === 'obsidian');
  const choice: ExportChoice = {
    ...chosen,
    format: offer?.id ?? 'markdown',
    extent: isGated && purpose.kind === 'excerpt' ? 'excerpt' : 'whole',
    fileNames: settings.exportNames,
    fields: settings.exportFields,
    wikilinks: settings.exportWikilinks,
    writing: hasHan ? chosen.writing : 'horizontal',
  };
  const [shown] = listed;
  const change = ({ wikilinks, ...part }: Partial<ExportChoice>): void => {
    if (wikilinks !== undefined) changeSettings({ exportWikilinks: wikilinks });
    choose((before) => ({ ...before, ...part }));
  };
  const ids = listed.map(({ id }) => id);

  const work = async (
    run: (watch: { tell: (done: number) => void; signal: AbortSignal }) => Promise<State>,
  ) => {
    const stopper = new AbortController();
    stop.current = stopper;
    setState({ view: 'busy', done: 0 });
    try {
      if (isGated && purpose.kind === 'permission') await keepPermission(closed, purpose.note);
      setState(await run({ tell: (done) => setState({ view: 'busy', done }), signal: stopper.signal }));
    } catch {
      setState(stopper.signal.aborted ? { view: 'idle' } : { view: 'failed', why: 'exportFailed' });
    }
  };
  const write = (): Promise<void> =>
    work(async (watch) => {
      const refused = await deliver(target, ids, choice, settings.obsidian, watch);
      if (refused === 'stopped') return { view: 'idle' };
      if (refused) return { view: 'failed', why: refused };
      onDone(going);
      return { view: 'idle' };
    });
  const copy = (): Promise<void> =>
    work(async () => {
      const done = await copyToClipboard(document, await copyClips(ids, choice));
      return done ? { view: 'copied' } : { view: 'failed', why: 'copyFailed' };
    });
  const cancel = (): void => {
    if (state.view === 'busy') stop.current?.abort();
    else dialog.current?.close();
  };
  const isUnsaid = isGated && purpose.kind === 'permission' && purpose.note.trim() === '';

  return (
    <dialog
      class="dialog export"
      ref={dialog}
      aria-labelledby="export-title"
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-head">
        <h1 id="export-title">{isWhole ? t('exportTitleAll') : counted('exportTitle', listed.length)}</h1>
      </div>
      <div class="cols">
        {scopes.length > 1 && !isWhole && (
          <Choices
            name="what"
            legend={t('exportWhat')}
            wide
            chosen={scope?.id ?? ''}
            onChoose={setScopeId}
            choices={scopes.map(({ id: value, label, hint, hintLang }) => ({ value, label, hint, hintLang }))}
          >
            {scope?.id === 'collection' && (
              <label class="permission-note">
                {t('exportCollectionName')}
                <select
                  class="field"
                  value={shelf}
                  onChange={(event) => setCollection(event.currentTarget.value)}
                >
                  {shelves.map(({ id, name, depth }) => (
                    <option key={id} value={id}>
                      {'\u2003'.repeat(depth) + name}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </Choices>
        )}
        {open.map(
          ({ group, targets }) =>
            targets.length > 0 && (
              <fieldset key={group}>
                <legend>{t(`formats_${group}`)}</legend>
                <div class="formats">
                  {targets.map((each) => (
                    <FormatCard
                      key={targetId(each)}
                      id={targetId(each)}
                      checked={targetId(each) === targetId(target)}
                      onChoose={() => setWanted(each)}
                    />
                  ))}
                </div>
              </fieldset>
            ),
        )}
        {target === 'folder' && <FolderBox />}
        {target !== 'backup' && target !== 'zotero' && (
          <div class="two">
            {(offer?.hasImages || target === 'print' || target === 'folder') && (
              <ImageOptions choice={choice} onChoice={change} />
            )}
            {isMarkdown && target !== 'obsidian' && <PresetOptions choice={choice} onChoice={change} />}
            {offer?.group !== 'cite' && offer?.group !== 'marks' && (
              <MoreOptions
                format={offer}
                choice={choice}
                onChoice={change}
                isHan={hasHan}
                hasWikilinks={isForObsidian}
              />
            )}
          </div>
        )}
        {target === 'obsidian' && (
          <ObsidianFields place={settings.obsidian} onPlace={(obsidian) => changeSettings({ obsidian })} />
        )}
        {isGated && <ExportGate purpose={purpose} onPurpose={setPurpose} />}
        {shown && (offer || isMarkdown) && (
          <NameField
            clipId={shown.id}
            extension={offer?.extension ?? 'md'}
            template={settings.exportNames}
            onTemplate={(exportNames) => changeSettings({ exportNames })}
          />
        )}
        {shown && isMarkdown && <FieldsField clipId={shown.id} choice={choice} onSettings={changeSettings} />}
        {!isWhole && <Tally clips={listed} />}
        {shown && offer && (
          <details
            class="preview-box"
            open={previewed}
            onToggle={(event) => setPreviewed(event.currentTarget.open)}
          >
            <summary>{t('exportPreview')}</summary>
            {previewed && <ExportPreview clipId={shown.id} choice={choice} />}
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
          {state.view === 'busy' && state.done > 0 && going > 1
            ? t('exportProgress', formatNumber(state.done), formatNumber(going))
            : t(state.view === 'copied' ? 'copied' : 'exportCarries')}
        </p>
        <Button onClick={cancel}>{t('cancel')}</Button>
        {offer && isCopied(offer.id, listed.length) && (
          <Button icon="copy" disabled={isUnsaid} onClick={() => state.view !== 'busy' && void copy()}>
            {t('copy')}
          </Button>
        )}
        <Button
          kind="main"
          icon="export"
          busy={busy}
          disabled={isUnsaid || (!isWhole && listed.length === 0)}
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
