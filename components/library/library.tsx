import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ImportFile } from '../../utils/import/types';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { getSummaries } from '../../utils/store/clips';
import { Button } from '../common/button';
import { counted, interfaceLanguage } from '../common/format';
import { lazily } from '../common/lazily';
import { Toast } from '../common/toast';
import { useActs } from '../hooks/use-acts';
import { readRecords } from '../hooks/use-clips';
import { useHash } from '../hooks/use-hash';
import { useLate } from '../hooks/use-late';
import type { Loaded } from '../hooks/use-live-query';
import { useCounts, useIndexing, useListing, useShown } from '../hooks/use-search';
import { useSettings } from '../hooks/use-settings';

import { ClipList } from './clip-list';
import { focusRow, type RowsHandle } from './clip-rows';
import type { ClipDialog } from './clip-view';
import { beginDrag } from './dragging';
import { libraryKeyLines } from './library-keys';
import { clipInHash, type Place, queryIn, takeExportWish } from './library-state';
import { choose, useMoves } from './moves';
import { Side } from './side';
import { useClipActs } from './use-clip-acts';
import { useDroppedFiles } from './use-dropped-files';
import { useExported } from './use-exported';
import { useLibraryKeys } from './use-library-keys';
import { useSelection } from './use-selection';

/** What the list itself does not need comes after its first rows. */
const ClipView = lazily(
  async () => (await import('./clip-view')).ClipView,
  () => <section class="clip clip-none" aria-label={t('chosenClip')} />,
);
const ExportDialog = lazily(async () => (await import('../transfer/export-dialog')).ExportDialog);
const TagDialog = lazily(async () => (await import('../clips/tag-dialog')).TagDialog);
const CollectDialog = lazily(async () => (await import('../clips/collect-dialog')).CollectDialog);
const KeySheet = lazily(async () => (await import('../common/key-sheet')).KeySheet);
const MirrorKeeper = lazily(async () => (await import('../transfer/mirror/mirror-keeper')).MirrorKeeper);
const HealthLine = lazily(async () => (await import('./health-line')).HealthLine);
/** With it come the readers of all kinds of files. */
const ImportDialog = lazily(async () => (await import('../transfer/import-dialog')).ImportDialog);
const StorageView = lazily(async () => (await import('./storage-view')).StorageView);

/** As in the style sheet: list or clip, not both. */
const oneColumn = '(max-width: 639px)';

/** The library is looked after when its list is there; in ms, so long that is waited for: what hinders it may be damage. */
const listPatience = 10_000;

type Dialog = 'none' | 'export' | 'keys' | ClipDialog | 'import' | 'backup' | 'tag' | 'collect';

/**
 * The library: places and filters, the list, and the chosen clip with its source and rights.
 * @param isShown whether its keys are its own: in the side panel it may stand behind.
 */
export function Library({ isShown = true }: { isShown?: boolean }) {
  const [settings, changeSettings] = useSettings();
  const chosen = clipInHash(useHash());
  const [place, setPlace] = useState<Place>('all');
  const [query, setQuery] = useState('');
  const [storageOpen, setStorageOpen] = useState(location.hash === '#storage');
  const inTrash = place === 'trash';
  const typed = queryIn(place, query);
  const loaded = useListing(typed, inTrash);
  const listing = ready(loaded);
  /** From the first list on: what stands beside it waits only for that one. */
  const wasListed = useRef(false);
  wasListed.current ||= listing?.pages.isPartial === false;
  const isListed = wasListed.current;
  const isListLate = useLate(!isListed, listPatience);
  const counts = useCounts(isListed);
  const indexing = useIndexing();
  /** The field stands in the list, which is not to be seen beside the storage: it takes the focus once it is. */
  const searchAsked = useRef(false);
  const focusSearch = (): void => {
    search.current?.focus();
    search.current?.select();
  };
  useLayoutEffect(() => {
    if (searchAsked.current && !storageOpen) focusSearch();
    searchAsked.current = false;
  }, [storageOpen]);
  const [sideOpen, setSideOpen] = useState(false);
  const [dialog, setDialog] = useState<Dialog>(location.hash === '#import' ? 'import' : 'none');
  const [dropped, setDropped] = useState<ImportFile[]>();
  const [typeOpen, setTypeOpen] = useState(false);
  const [factsOpen, setFactsOpen] = useState(false);
  const [noteAsked, setNoteAsked] = useState(0);
  const search = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const rows = useRef<RowsHandle>(null);
  /** What had the focus is about to go away. */
  const focusGoes = useRef(false);
  const acts = useActs(() => {
    focusGoes.current = true;
  });
  const working = useLate(acts.busy);
  const selection = useSelection(listing?.pages, `${place} ${typed}`);

  useEffect(() => {
    const { dataset } = document.documentElement;
    if (settings.theme === 'system') delete dataset.theme;
    else dataset.theme = settings.theme;
  }, [settings.theme]);

  const asked = useShown(chosen, listing);
  const shown = ready(asked);
  useEffect(() => {
    // The popup leads here to export the clip of its page.
    if (!takeExportWish() || !chosen) return;
    setDialog('export');
  }, [chosen]);
  const targets = useMemo<ClipId[]>(
    () => (selection.ids.size > 0 ? [...selection.ids] : shown ? [shown.id] : []),
    [selection.ids, shown?.id],
  );
  const moves = useMoves({ pages: listing?.pages, shown, rows });
  const clipActs = useClipActs({
    acts,
    place,
    selection,
    shown,
    targets,
    moves,
    isAlone: () => matchMedia(oneColumn).matches,
  });

  const wantsExport = dialog === 'export' || dialog === 'backup';
  const exported = useExported(wantsExport, listing, selection.ids);

  const closeSide = (): void => {
    setSideOpen(false);
    root.current?.querySelector<HTMLElement>('.side-button')?.focus();
  };
  const openStorage = (): void => {
    setStorageOpen(true);
    setSideOpen(false);
    choose(undefined);
  };
  const go = (to: Place): void => {
    setStorageOpen(false);
    setPlace(to);
    setQuery('');
    setSideOpen(false);
    choose(undefined);
  };
  const narrow = (to: string): void => {
    setStorageOpen(false);
    if (place === 'trash') setPlace('all');
    setQuery(to);
    setSideOpen(false);
    choose(undefined);
  };

  useDroppedFiles(root, (files) => {
    setDropped(files);
    setDialog('import');
  });

  useEffect(() => {
    if (!focusGoes.current || document.activeElement !== document.body) return;
    focusGoes.current = false;
    if (!shown || !focusRow(root.current, shown.id))
      root.current?.querySelector<HTMLElement>('.list')?.focus();
  });

  /** Reading goes on by keys: the focus goes into the text. */
  const openText = (clip: ClipSummary): void => {
    choose(clip.id);
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('.clip .text')?.focus());
  };
  const leave = useCallback((): void => {
    if (typeOpen) setTypeOpen(false);
    else if (sideOpen) closeSide();
    else if (storageOpen) setStorageOpen(false);
    else if (selection.picking) selection.clear();
    else if (query) setQuery('');
    else if (factsOpen) setFactsOpen(false);
    else if (matchMedia(oneColumn).matches) choose(undefined);
  }, [typeOpen, sideOpen, storageOpen, selection, query, factsOpen]);
  useLibraryKeys(
    {
      inTrash,
      total: listing?.pages.total ?? 0,
      placeOf: async (id) => listing?.pages.placeOf(id) ?? -1,
      shown,
      targets,
      moves,
      selection,
      clipActs,
      undo: acts.undo,
      leave,
      search() {
        // At once: what is typed right after the key must go into the field.
        if (storageOpen) {
          searchAsked.current = true;
          setStorageOpen(false);
          // Where one came from is not to be seen there: it may have been the Trash.
          setPlace('all');
        } else focusSearch();
      },
      open: openText,
      writeNote() {
        setFactsOpen(true);
        setNoteAsked((count) => count + 1);
      },
      type: () => setTypeOpen((open) => !open),
      dialog: setDialog,
      go,
      openStorage,
    },
    isShown,
  );

  return (
    <div
      class="library"
      lang={interfaceLanguage()}
      data-chosen={chosen ? '' : undefined}
      data-view={storageOpen ? 'storage' : undefined}
      ref={root}
    >
      <Side
        counts={counts}
        isListed={isListed}
        query={query}
        place={storageOpen ? 'storage' : place}
        open={sideOpen}
        acts={acts}
        onGo={go}
        onQuery={narrow}
        onStorage={openStorage}
        onImport={() => setDialog('import')}
        onBackup={() => setDialog('backup')}
        onClose={closeSide}
      />
      <main>
        {storageOpen && <StorageView tell={acts.tell} onSide={() => setSideOpen((open) => !open)} />}
        <ClipList
          listing={listing}
          state={loaded.view}
          place={place}
          indexing={indexing}
          query={query}
          searchRef={search}
          chosen={shown?.id}
          selection={selection}
          failure={acts.failure}
          rows={rows}
          bulk={{
            ...clipActs,
            tag: () => setDialog('tag'),
            collect: () => setDialog('collect'),
            export: () => setDialog('export'),
            cite: () => setDialog('cite'),
          }}
          rowActs={{
            onLink(event, clip, at) {
              if (event.shiftKey) void selection.extend(shown?.id, at);
              else if (event.ctrlKey || event.metaKey) selection.toggle(clip.id);
              else if (event.detail === 0)
                openText(clip); // by Enter
              else return;
              event.preventDefault();
            },
            onCheck(clip, at, isRange) {
              if (isRange) void selection.extend(shown?.id, at);
              else selection.toggle(clip.id);
            },
            onDrag(event, clip) {
              const ids = selection.ids.has(clip.id) ? [...selection.ids] : [clip.id];
              const label = ids.length === 1 ? clip.title : counted('clipsCount', ids.length);
              beginDrag(event, { kind: 'clips', ids }, label);
            },
            onRestore: (clip) => void clipActs.restoreOne(clip),
          }}
          onQuery={setQuery}
          onSide={() => setSideOpen((open) => !open)}
          onEmptyTrash={() => void clipActs.erase()}
        />
        <ClipView
          key={shown?.id ?? 'none'}
          summary={shown}
          missing={Boolean(chosen) && asked.view === 'ready' && !shown}
          settings={settings}
          typeOpen={typeOpen}
          onType={setTypeOpen}
          factsOpen={factsOpen}
          onFacts={setFactsOpen}
          noteAsked={noteAsked}
          run={acts.run}
          onSettings={changeSettings}
          onBack={() => choose(undefined)}
          listed={{
            count: listing?.pages.total ?? 0,
            read: async () => readRecords((await listing?.pages.read(0, listing.pages.total)) ?? []),
          }}
          selected={
            selection.ids.size > 0
              ? {
                  count: selection.ids.size,
                  read: async () => readRecords(await getSummaries([...selection.ids])),
                }
              : undefined
          }
          dialog={isClipDialog(dialog) ? dialog : 'none'}
          onDialog={setDialog}
          onExport={() => setDialog('export')}
          onDelete={() => void clipActs.trash()}
          onRestore={(clip) => void clipActs.restoreOne(clip)}
          toggles={clipActs}
        />
      </main>
      {isListed && <MirrorKeeper />}
      {(isListed || isListLate || loaded.view === 'failed') && (
        <HealthLine
          onRestore={(files) => {
            setDropped(files);
            setDialog('import');
          }}
        />
      )}
      <div class="toasts" role="status">
        {working && (
          <p class="toast toast-busy">
            <span class="spin" aria-hidden="true" />
            {t('working')}
          </p>
        )}
        {acts.said && !working && (
          <Toast onGone={acts.quiet} key={acts.said.id}>
            {acts.said.text}
            {acts.said.undoable && (
              <Button icon="undo" hint="Z" onClick={() => void acts.undo()}>
                {t('undo')}
              </Button>
            )}
          </Toast>
        )}
      </div>
      {exported && wantsExport && (
        <ExportDialog
          clip={shown}
          selected={exported.selected}
          clips={inTrash && shown ? [shown] : exported.listed}
          begin={dialog === 'backup' ? 'backup' : undefined}
          onClose={() => setDialog('none')}
          onDone={(count) => {
            setDialog('none');
            acts.tell(counted('exported', count));
          }}
        />
      )}
      {dialog === 'import' && (
        <ImportDialog
          files={dropped}
          onClose={() => {
            setDialog('none');
            setDropped(undefined);
          }}
        />
      )}
      {dialog === 'tag' && targets.length > 0 && (
        <TagDialog clipIds={targets} run={acts.run} onClose={() => setDialog('none')} />
      )}
      {dialog === 'collect' && targets.length > 0 && (
        <CollectDialog clipIds={targets} run={acts.run} onClose={() => setDialog('none')} />
      )}
      {dialog === 'keys' && <KeySheet lines={libraryKeyLines()} onClose={() => setDialog('none')} />}
    </div>
  );
}

function isClipDialog(dialog: Dialog): dialog is ClipDialog {
  return dialog === 'cite' || dialog === 'compare' || dialog === 'versions';
}

function ready<T>(loaded: Loaded<T>): T | undefined {
  return loaded.view === 'ready' ? loaded.value : undefined;
}
