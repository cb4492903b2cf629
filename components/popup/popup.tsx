import { useRef, useState } from 'preact/hooks';
import { ask } from '../../utils/messaging/ask';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { hasSidePanel, openSidePanel } from '../../utils/platform/side-panel';
import { openPage, openSettings } from '../../utils/platform/tabs';
import { interfaceLanguage } from '../common/format';
import { lazily } from '../common/lazily';
import { libraryFailure } from '../common/library-failure';
import { useCurrentPage } from '../hooks/use-current-page';
import { useKeys } from '../hooks/use-keys';
import { useHasClips, useListing } from '../hooks/use-search';
import { exportHash, hashOf } from '../library/library-state';
import { canUndo } from '../reader/clip-state';
import { ShowPlaceContext } from '../rights/show-place';
import { AccessLine } from './access-line';
import { PageSection } from './page-section';
import { PopupTop } from './popup-top';
import { Shelf } from './shelf';
import { TabsJobLine } from './tabs-job-line';

const CiteView = lazily(async () => (await import('./cite-view')).CiteView);

/** The popup: the current page on top, the clips below. */
export function Popup() {
  const current = useCurrentPage({ leave: closePopup });
  const [query, setQuery] = useState('');
  const listing = useListing(query, false);
  const kept = useHasClips();
  // What is listed is kept: there is nothing more to wait for.
  const isListed = listing.view === 'ready' && listing.value.pages.total > 0;
  /** A search that finds nothing does not take the field away, in which more is being typed. */
  const wasListed = useRef(false);
  wasListed.current ||= isListed;
  const hasClips = isListed || (kept.view === 'ready' ? kept.value : wasListed.current || undefined);
  const search = useRef<HTMLInputElement>(null);
  const shelf = useRef<HTMLElement>(null);
  const { page, clip } = current;
  const [citing, setCiting] = useState(false);
  const draft = page.view === 'card' ? page.card.draft : undefined;
  const isArticle = page.view === 'loading' || (page.view === 'card' && page.card.kind === 'article');

  const clipNow = (): void => {
    if (isArticle && (clip.kind === 'idle' || clip.kind === 'failed')) current.onClip(false);
  };
  const keptId = clip.kind === 'saved' ? clip.outcome.clipId : clip.kind === 'kept' ? clip.clipId : undefined;
  const toExport = (clipId: ClipId): void => openAndClose('library.html', exportHash(clipId));
  const read = (): void => current.onRead(() => window.close());
  useKeys(
    {
      Enter: (event) => {
        if (!isControl(event.target)) clipNow();
      },
      q: () => draft && setCiting((on) => !on),
      r: () => page.view === 'card' && page.card.kind !== 'empty' && read(),
      'Shift+E': () => keptId && toExport(keptId),
      z: () => canUndo(clip) && current.onUndo(),
      '/': (event) => {
        event.preventDefault();
        search.current?.focus();
      },
      ArrowDown: (event) => moveInList(event, shelf.current, 1, search.current),
      ArrowUp: (event) => moveInList(event, shelf.current, -1, search.current),
    },
    window,
    popupKeysInFields,
  );

  if (citing && draft) {
    return (
      <div class="popup" lang={interfaceLanguage()}>
        <CiteView draft={draft} onBack={() => setCiting(false)} />
      </div>
    );
  }
  return (
    <ShowPlaceContext.Provider value={current.onShowPlace}>
      <div class="popup" lang={interfaceLanguage()}>
        <PopupTop
          page={page}
          onLibrary={() => openAndClose('library.html')}
          onSettings={() => openSettings().then(() => window.close())}
          onTabs={
            current.tab?.windowId === undefined
              ? undefined
              : () => void ask('clipTabs', { windowId: current.tab?.windowId ?? -1 })
          }
          onPanel={
            hasSidePanel() && current.tab?.windowId !== undefined
              ? () => openSidePanel(current.tab?.windowId ?? -1).then(closePopup, console.error)
              : undefined
          }
        />
        <TabsJobLine />
        <main>
          <PageSection
            {...current}
            onRead={read}
            onCite={() => setCiting(true)}
            onPick={() => current.onPick(() => window.close())}
            onExport={toExport}
            onOpen={(clipId) => openAndClose('library.html', hashOf(clipId))}
            onStorage={() => openAndClose('library.html', '#storage')}
          />
          <AccessLine />
        </main>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard, also empty */}
        <section class="shelf" aria-label={t('library')} tabIndex={0} ref={shelf}>
          {listing.view === 'failed' && <p class="shelf-failed">{libraryFailure()}</p>}
          {listing.view === 'ready' && hasClips !== undefined && (
            <Shelf
              listing={listing.value}
              hasClips={hasClips}
              query={query}
              onQuery={setQuery}
              searchRef={search}
              onOpen={(clipId) => openAndClose('library.html', hashOf(clipId))}
              onImport={() => openAndClose('library.html', '#import')}
            />
          )}
        </section>
      </div>
    </ShowPlaceContext.Provider>
  );
}

/** The popup may lie over the place on the page. */
function closePopup(): void {
  window.close();
}

const popupKeysInFields = ['ArrowDown', 'ArrowUp'];

function openAndClose(path: string, hash?: string): void {
  openPage(path, hash).then(() => window.close());
}

/** Enter on a button or link is theirs. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary, input, textarea') !== null;
}

/** Moves the focus along the clips; up from the first is the search field. */
function moveInList(
  event: KeyboardEvent,
  shelf: HTMLElement | null,
  direction: 1 | -1,
  search: HTMLInputElement | null,
): void {
  const links = [...(shelf?.querySelectorAll<HTMLElement>('a.mini') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (at < 0 && direction < 0) return;
  event.preventDefault();
  const next = at + direction;
  if (next < 0) search?.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}
