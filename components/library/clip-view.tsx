import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { shownTitle } from '../../utils/clip/plan-save';
import { sanitize } from '../../utils/dom/sanitize';
import { ask } from '../../utils/messaging/ask';
import type { Change } from '../../utils/model/change';
import type { ClipImage, ClipRecord, ClipSummary } from '../../utils/model/clip';
import type { Correction } from '../../utils/model/correction';
import type { Settings } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';
import type { CiteSet } from '../cite/cite-dialog';
import { IconButton } from '../common/button';
import { Icon } from '../common/icon';
import { lazily } from '../common/lazily';
import { libraryFailure } from '../common/library-failure';
import { useImageAddresses, useRecord } from '../hooks/use-clips';
import { useEmbedded } from '../hooks/use-embedded';
import { useClipMarks } from '../hooks/use-marks-of';
import { useReadingProgress } from '../hooks/use-reading-progress';
import { useSame } from '../hooks/use-same';
import { type ChangeSettings, useSettingsOn } from '../hooks/use-settings';
import { markedText } from '../reader/marks/mark-store';
import { loadPart } from '../reader/parts/load-part';
import { Reader } from '../reader/reader';
import { hostOf, siteChoice } from '../reader/site-choice';
import { type SiteChoice, TypePanel } from '../reader/type-panel';
import type { Aids } from '../reader/use-aids';
import { CorrectionsContext, useCorrections } from '../rights/corrections';
import { FactsPanel } from './facts-panel';
import type { ClipActs } from './use-clip-acts';

const CiteDialog = lazily(async () => (await import('../cite/cite-dialog')).CiteDialog);
/** With them comes what compares texts. */
const CompareDialog = lazily(async () => (await import('../clips/compare-dialog')).CompareDialog);
const VersionsDialog = lazily(async () => (await import('../clips/versions-dialog')).VersionsDialog);

/** What may stand over the shown clip. */
export type ClipDialog = 'none' | 'cite' | 'compare' | 'versions';

interface ClipViewProps {
  summary: ClipSummary | undefined;
  /** The address asks for a clip that is not here. */
  missing: boolean;
  settings: Settings;
  typeOpen: boolean;
  onType: (open: boolean) => void;
  /** Where one pane is shown: the facts in the place of the text. */
  factsOpen: boolean;
  onFacts: (open: boolean) => void;
  /** Counts up when the note is asked for by a key. */
  noteAsked: number;
  run: (change: Change) => Promise<unknown>;
  toggles: Pick<ClipActs, 'toggle' | 'toggleRead'>;
  onSettings: ChangeSettings;
  onBack: () => void;
  /** All clips of the list as it is filtered, to be cited together. */
  listed: CiteSet;
  /** The selected ones, where some are. */
  selected: CiteSet | undefined;
  dialog: ClipDialog;
  onDialog: (dialog: ClipDialog) => void;
  onExport: () => void;
  onDelete: (clip: ClipSummary) => void;
  onRestore: (clip: ClipSummary) => void;
}

/** The chosen clip: its text, and beside it its source and rights. Everything comes from this machine. */
export function ClipView(props: ClipViewProps) {
  const { summary, missing } = props;
  const [versionId, setVersionId] = useState<string>();
  const loaded = useRecord(summary?.id, versionId);
  if (!summary) {
    return (
      <section class="clip clip-none" aria-label={t('chosenClip')}>
        {missing && <p class="none">{t('clipMissing')}</p>}
      </section>
    );
  }
  const record = loaded.view === 'ready' ? loaded.value : undefined;
  return (
    <section class="clip" aria-label={t('chosenClip')} data-facts={props.factsOpen ? '' : undefined}>
      {record && (
        <Shown {...props} summary={summary} record={record} versionId={versionId} onVersion={setVersionId} />
      )}
      {loaded.view === 'failed' && <p class="none">{libraryFailure()}</p>}
    </section>
  );
}

interface ShownProps extends ClipViewProps {
  summary: ClipSummary;
  record: ClipRecord;
  versionId: string | undefined;
  onVersion: (versionId: string) => void;
}

function Shown(props: ShownProps) {
  const { record, summary, versionId, dialog, onDialog: setDialog } = props;
  const text = useRef<HTMLElement>(null);
  const aids = useRef<Aids>(undefined);
  const facts = useRef<HTMLElement>(null);
  const { retrieved } = record.source.urls;
  const [settings, changeSettings] = useSettingsOn(hostOf(retrieved), props.settings, props.onSettings);
  // A mark makes a new record of the same text: the body must stay as it stands.
  // So must it when the words in the files of its pictures were read: the panel alone shows them.
  const images = useSame(record.images.map(({ embedded: _, ...image }) => image));
  const source = useSame(record.source);
  const { addresses, away } = useImageAddresses(images);
  const imageAddress = useCallback((image: ClipImage) => addresses?.get(image.id), [addresses]);
  const title = shownTitle(record);
  const article = useMemo(() => ({ ...record.content, title }), [record.content.html, title]);
  const citable = useCallback(() => record, [record]);
  const html = useMemo(() => sanitize(record.content.html, window), [record.content.html]);
  const marked = useMemo(() => markedText(record.content, images, retrieved), [html, images, retrieved]);
  const isNewest = !summary.deletedAt && (versionId ?? summary.versionId) === summary.versionId;
  const store = useClipMarks(isNewest ? summary.id : undefined, record.highlights);
  const scroller = useCallback(() => scrollBoxOf(text.current), []);
  useReadingProgress(isNewest ? summary : undefined, scroller);
  useEmbedded(record.images, summary.deletedAt ? undefined : (versionId ?? summary.versionId));
  const lang = record.content.language ?? record.source.language.value;
  useEffect(() => {
    text.current?.scrollTo({ top: 0 });
  }, []);
  const corrections = useClipCorrections(
    summary.deletedAt || (versionId && versionId !== summary.versionId) ? undefined : record,
  );
  return (
    <CorrectionsContext.Provider value={corrections}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="text" ref={text} aria-label={t('text')} tabIndex={0}>
        <Tools
          {...props}
          settings={settings}
          onSettings={changeSettings}
          site={siteChoice(props.settings, retrieved, props.onSettings)}
          onListen={() => aids.current?.listen.toggle()}
          lang={lang}
          onFacts={() => {
            props.onFacts(true);
            requestAnimationFrame(() => facts.current?.focus());
          }}
          onCite={() => setDialog('cite')}
        />
        {away && (
          <p class="failed-line" role="status">
            {t(away === 'fetching' ? 'syncAway' : 'syncAwayFailed')}
          </p>
        )}
        {addresses && (
          <Reader
            mode="library"
            article={article}
            html={html}
            source={source}
            rights={record.rights}
            images={images}
            settings={settings}
            text={marked}
            store={store}
            loadPart={loadPart}
            scroller={scroller}
            aidsRef={aids}
            onSettings={changeSettings}
            citable={citable}
            capture={record.capture}
            integrity={record.integrity}
            imageAddress={imageAddress}
          />
        )}
      </section>
      <FactsPanel
        panelRef={facts}
        record={record}
        summary={summary}
        noteAsked={props.noteAsked}
        run={props.run}
        onBack={() => {
          props.onFacts(false);
          requestAnimationFrame(() => text.current?.focus());
        }}
        addresses={addresses}
        versionId={versionId ?? summary.versionId}
        onVersion={props.onVersion}
        onCompare={() => setDialog('compare')}
        onCompareVersions={() => setDialog('versions')}
      />
      {dialog === 'cite' && (
        <CiteDialog
          record={record}
          selected={props.selected}
          all={props.listed}
          files
          onClose={() => setDialog('none')}
        />
      )}
      {dialog === 'versions' && <VersionsDialog clipId={record.id} onClose={() => setDialog('none')} />}
      {dialog === 'compare' && <CompareDialog record={record} onClose={() => setDialog('none')} />}
    </CorrectionsContext.Provider>
  );
}

/** Corrections of the shown clip, kept by the background. */
function useClipCorrections(record: ClipRecord | undefined) {
  const id = record?.id;
  const send = useCallback(
    (correction: Correction) => ask('editClip', { clipId: id ?? '', correction }),
    [id],
  );
  const takeBack = useCallback((at: string) => ask('undoEdit', { clipId: id ?? '', at }), [id]);
  return useCorrections({ record, send, takeBack });
}

interface ToolsProps extends ShownProps {
  lang: string;
  site: SiteChoice;
  onListen: () => void;
  onFacts: () => void;
  onCite: () => void;
}

function Tools(props: ToolsProps) {
  const { record, summary, settings, lang, typeOpen } = props;
  return (
    <div class="tools" role="toolbar" aria-label={t('clipTools')}>
      <IconButton icon="left" label={t('backToList')} class="back" onClick={props.onBack} />
      <IconButton
        icon="book"
        label={t('textAndTheme')}
        hint="Shift T"
        expanded={typeOpen}
        controls="type-panel"
        onClick={() => props.onType(!typeOpen)}
      >
        <span class="aa" aria-hidden="true">
          {t('typeSample')}
        </span>
      </IconButton>
      <IconButton icon="listen" label={t('listen')} hint="L" onClick={props.onListen} />
      <IconButton icon="info" label={t('sourceAndRights')} class="to-facts" onClick={props.onFacts} />
      {!summary.deletedAt && <Toggles summary={summary} toggles={props.toggles} />}
      <span class="sp" />
      <IconButton icon="quote" label={t('cite')} hint="Q" onClick={props.onCite} />
      {summary.deletedAt ? (
        <IconButton icon="undo" label={t('putBack')} onClick={() => props.onRestore(summary)} />
      ) : (
        <IconButton icon="export" label={t('export')} hint="Shift E" onClick={props.onExport} />
      )}
      <a
        class="btn btn-icon"
        href={record.source.urls.retrieved}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={t('openPage')}
        title={t('openPage')}
      >
        <Icon name="out" />
      </a>
      {!summary.deletedAt && (
        <IconButton icon="trash" label={t('moveToTrash')} hint="#" onClick={() => props.onDelete(summary)} />
      )}
      {typeOpen && (
        <TypePanel
          id="type-panel"
          settings={settings}
          lang={lang}
          site={props.site}
          onChange={props.onSettings}
        />
      )}
    </div>
  );
}

/** Read, favourite, archive: what the clip is now is pressed. */
function Toggles({ summary, toggles }: { summary: ClipSummary } & Pick<ShownProps, 'toggles'>) {
  const isRead = summary.readState === 'read';
  return (
    <>
      <IconButton
        icon={isRead ? 'readMark' : 'unreadMark'}
        label={t('readMark')}
        hint="U"
        pressed={isRead}
        onClick={() => void toggles.toggleRead()}
      />
      <IconButton
        icon="star"
        label={t('favourite')}
        hint="S"
        pressed={summary.favourite ?? false}
        onClick={() => void toggles.toggle('favourite')}
      />
      <IconButton
        icon="archive"
        label={t('archived')}
        hint="E"
        pressed={summary.archived ?? false}
        onClick={() => void toggles.toggle('archive')}
      />
    </>
  );
}

/** The box that scrolls the text: on narrow windows it is the whole clip, with its facts below. */
function scrollBoxOf(text: HTMLElement | null): HTMLElement | null {
  const around = text?.parentElement;
  return around && getComputedStyle(around).overflowY !== 'hidden' ? around : text;
}
