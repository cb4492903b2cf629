import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ImportFile } from '../../utils/import/types';
import { ask } from '../../utils/messaging/ask';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { Failure } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { counted, interfaceLanguage } from '../common/format';
import { type KeyLine, KeySheet } from '../common/key-sheet';
import { lazily } from '../common/lazily';
import { Toast } from '../common/toast';
import { readRecords } from '../hooks/use-clips';
import { useHash } from '../hooks/use-hash';
import { useKeys } from '../hooks/use-keys';
import type { Loaded } from '../hooks/use-live-query';
import { useCounts, useIndexing, useListing, useShown } from '../hooks/use-search';
import { useSettings } from '../hooks/use-settings';
import { ExportDialog } from '../transfer/export-dialog';
import { chosenFiles } from '../transfer/import-job';
import { ClipList } from './clip-list';
import { type ClipDialog, ClipView } from './clip-view';
import { clipInHash, hashOf, takeExportWish } from './library-state';
import { Side } from './side';

/** With it come the readers of all kinds of files. */
const ImportDialog = lazily(async () => (await import('../transfer/import-dialog')).ImportDialog);

const keyLines: readonly KeyLine[] = [
  ['/', 'keySearch'],
  ['J K', 'keyMove'],
  ['↵', 'keyOpen'],
  ['E', 'keyExport'],
  ['I', 'keyImport'],
  ['Q', 'keyCite'],
  ['T', 'keyType'],
  ['Delete', 'keyTrash'],
  ['Z', 'keyUndo'],
  ['G A', 'keyGoAll'],
  ['G T', 'keyGoTrash'],
  ['?', 'keyAll'],
];

/** As in the style sheet: list or clip, not both. */
const oneColumn = '(max-width: 639px)';

type Said = { text: string; undo?: ClipId[] };

/** The library: filters, the list, and the chosen clip with its source and rights. */
export function Library() {
  const [settings, changeSettings] = useSettings();
  const chosen = clipInHash(useHash());
  const [inTrash, setInTrash] = useState(false);
  const [query, setQuery] = useState('');
  const loaded = useListing(query, inTrash);
  const listing = ready(loaded);
  const counts = ready(useCounts(listing?.pages.isPartial === false));
  const indexing = useIndexing();
  const [sideOpen, setSideOpen] = useState(false);
  const [dialog, setDialog] = useState<'none' | 'export' | 'keys' | ClipDialog | 'import' | 'backup'>('none');
  const [dropped, setDropped] = useState<ImportFile[]>();
  const [typeOpen, setTypeOpen] = useState(false);
  const [said, setSaid] = useState<Said>();
  const [failure, setFailure] = useState<Failure>();
  const search = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const goPressed = useRef(false);
  /** What had the focus is about to go away. */
  const focusGoes = useRef(false);
  const quiet = useCallback(() => setSaid(undefined), []);

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
  const [exported, setExported] = useState<ClipSummary[]>();
  const wantsExport = dialog === 'export' || dialog === 'backup';
  useEffect(() => {
    setExported(undefined);
    if (wantsExport) listing?.pages.read(0, listing.pages.total).then(setExported, console.error);
  }, [wantsExport]);

  const act = async (
    type: 'deleteClips' | 'restoreClips',
    clipIds: ClipId[],
    done: Said | undefined,
  ): Promise<void> => {
    const answer = await ask(type, { clipIds });
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) setSaid(done);
  };
  /** The row that stands so many places from a clip's. */
  const neighbour = async (clip: ClipSummary, away: number): Promise<ClipSummary | undefined> => {
    const at = (await listing?.pages.placeOf(clip.id)) ?? -1;
    const place = at + away;
    return at < 0 || place < 0 ? undefined : (await listing?.pages.read(place, place + 1))?.[0];
  };
  const remove = async (clip: ClipSummary): Promise<void> => {
    const isAlone = matchMedia(oneColumn).matches;
    const next = isAlone ? undefined : ((await neighbour(clip, 1)) ?? (await neighbour(clip, -1)));
    focusGoes.current = true;
    if (clip.id === shown?.id) choose(next?.id); // before it goes, so that the focus finds the next row
    await act('deleteClips', [clip.id], { text: t('movedToTrash'), undo: [clip.id] });
  };
  const restore = (clip: ClipSummary): void => {
    focusGoes.current = true;
    void act('restoreClips', [clip.id], { text: t('putBackDone') });
  };
  const undo = (): void => {
    if (!said?.undo) return;
    focusGoes.current = true;
    void act('restoreClips', said.undo, undefined);
  };
  const moving = useRef<Promise<ClipSummary | undefined>>(undefined);
  /** One step after the other, however fast the key is pressed. */
  const move = (direction: 1 | -1): void => {
    const from = moving.current ?? Promise.resolve(shown);
    const to = from.then(async (clip) => {
      const next = clip && (await neighbour(clip, direction));
      if (next) choose(next.id);
      if (next ?? clip) focusRow(root.current, (next ?? clip)?.id ?? '');
      if (moving.current === to) moving.current = undefined;
      return next ?? clip;
    });
    moving.current = to;
  };
  const closeSide = (): void => {
    setSideOpen(false);
    root.current?.querySelector<HTMLElement>('.side-button')?.focus();
  };
  const go = (to: string, toTrash: boolean): void => {
    setQuery(to);
    setInTrash(toTrash);
    setSideOpen(false);
    choose(undefined);
  };

  useEffect(() => {
    const { current } = root;
    const allow = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const take = (event: DragEvent): void => {
      const files = chosenFiles(event.dataTransfer?.files ?? null);
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      setDropped(files);
      setDialog('import');
    };
    current?.addEventListener('dragover', allow);
    current?.addEventListener('drop', take);
    return () => {
      current?.removeEventListener('dragover', allow);
      current?.removeEventListener('drop', take);
    };
  }, []);

  useEffect(() => {
    if (!focusGoes.current || document.activeElement !== document.body) return;
    focusGoes.current = false;
    if (!shown || !focusRow(root.current, shown.id))
      root.current?.querySelector<HTMLElement>('.list')?.focus();
  });

  useKeys(
    {
      '/': (event) => {
        event.preventDefault();
        search.current?.focus();
      },
      Escape: () => {
        if (typeOpen) setTypeOpen(false);
        else if (sideOpen) closeSide();
        else if (query) setQuery('');
      },
      j: () => move(1),
      k: () => move(-1),
      e: () => shown && !inTrash && setDialog('export'),
      i: () => setDialog('import'),
      q: () => shown && setDialog('cite'),
      t: () => (goPressed.current ? go('', true) : shown && setTypeOpen((open) => !open)),
      a: () => goPressed.current && go('', false),
      g: () => {
        goPressed.current = true;
        setTimeout(() => {
          goPressed.current = false;
        }, 1500);
      },
      Delete: () => shown && !inTrash && void remove(shown),
      z: undo,
      '?': () => setDialog('keys'),
    },
    window,
  );

  return (
    <div class="library" lang={interfaceLanguage()} data-chosen={chosen ? '' : undefined} ref={root}>
      <Side
        counts={counts}
        query={query}
        inTrash={inTrash}
        open={sideOpen}
        onGo={go}
        onImport={() => setDialog('import')}
        onBackup={() => setDialog('backup')}
        onClose={closeSide}
      />
      <main>
        <ClipList
          listing={listing}
          state={loaded.view}
          inTrash={inTrash}
          indexing={indexing}
          query={query}
          searchRef={search}
          chosen={shown?.id}
          failure={failure}
          onQuery={setQuery}
          onSide={() => setSideOpen((open) => !open)}
          onRestore={restore}
        />
        <ClipView
          key={shown?.id ?? 'none'}
          summary={shown}
          missing={Boolean(chosen) && asked.view === 'ready' && !shown}
          settings={settings}
          typeOpen={typeOpen}
          onType={setTypeOpen}
          onSettings={changeSettings}
          onBack={() => choose(undefined)}
          listed={{
            count: listing?.pages.total ?? 0,
            read: async () => readRecords((await listing?.pages.read(0, listing.pages.total)) ?? []),
          }}
          dialog={dialog === 'cite' || dialog === 'compare' ? dialog : 'none'}
          onDialog={setDialog}
          onExport={() => setDialog('export')}
          onDelete={(clip) => void remove(clip)}
          onRestore={restore}
        />
      </main>
      <div class="toasts" role="status">
        {said && (
          <Toast onGone={quiet} key={said.undo?.join() ?? said.text}>
            {said.text}
            {said.undo && (
              <Button icon="undo" hint="Z" onClick={undo}>
                {t('undo')}
              </Button>
            )}
          </Toast>
        )}
      </div>
      {exported && wantsExport && (
        <ExportDialog
          clip={shown}
          clips={inTrash && shown ? [shown] : exported}
          begin={dialog === 'backup' ? 'backup' : undefined}
          onClose={() => setDialog('none')}
          onDone={(count) => {
            setDialog('none');
            setSaid({ text: counted('exported', count) });
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
      {dialog === 'keys' && <KeySheet lines={keyLines} onClose={() => setDialog('none')} />}
    </div>
  );
}

function ready<T>(loaded: Loaded<T>): T | undefined {
  return loaded.view === 'ready' ? loaded.value : undefined;
}

/** Shows a clip without a step in the history for each: Back leaves the library, or goes to the list. */
function choose(clipId: ClipId | undefined): void {
  const { pathname } = location;
  history.replaceState(null, '', clipId ? hashOf(clipId) : pathname);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Leads the focus to a clip's row; false where it has none that shows. */
function focusRow(root: HTMLElement | null, clipId: ClipId): boolean {
  const links = [...(root?.querySelectorAll<HTMLElement>('.row h2 a') ?? [])];
  const link = links.find((row) => row.getAttribute('href') === hashOf(clipId));
  link?.focus();
  return link !== undefined && document.activeElement === link;
}
