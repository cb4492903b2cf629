import { useState } from 'preact/hooks';
import { ask } from '../../utils/messaging/ask';
import { t } from '../../utils/platform/i18n';
import { openPage, openSettings } from '../../utils/platform/tabs';
import { IconButton } from '../common/button';
import { interfaceLanguage } from '../common/format';
import { lazily } from '../common/lazily';
import { Menu } from '../common/menu';
import { type CurrentPageActions, useCurrentPage } from '../hooks/use-current-page';
import { useKeys } from '../hooks/use-keys';
import { AccessLine } from '../popup/access-line';
import { PageSection } from '../popup/page-section';
import { TabsJobLine } from '../popup/tabs-job-line';
import { canUndo } from '../reader/clip-state';
import { ShowPlaceContext } from '../rights/show-place';
import { Library } from './library';
import { exportHash } from './library-state';
import { choose } from './moves';

const CiteView = lazily(async () => (await import('../popup/cite-view')).CiteView);

const views = ['page', 'library'] as const;
type View = (typeof views)[number];

/** Beside the page: what stands in the tab, as in the popup, and the library in its narrow form. */
export function SidePanel() {
  const current = useCurrentPage({ follow: true });
  const [view, setView] = useState<View>(location.hash ? 'library' : 'page');
  return (
    <div class="side-panel" lang={interfaceLanguage()}>
      <header class="panel-top">
        <nav class="panel-tabs" aria-label="Colophon">
          {views.map((each) => (
            <button
              key={each}
              type="button"
              aria-current={view === each ? 'page' : undefined}
              onClick={() => setView(each)}
            >
              {t(each === 'page' ? 'thisPage' : 'library')}
            </button>
          ))}
        </nav>
        {current.tab?.windowId !== undefined && (
          <Menu
            label={t('more')}
            items={[
              {
                id: 'tabs',
                label: t('clipAllTabs'),
                icon: 'tabs',
                onChoose: () => void ask('clipTabs', { windowId: current.tab?.windowId ?? -1 }),
              },
            ]}
          />
        )}
        <IconButton icon="settings" label={t('settings')} onClick={() => void openSettings()} />
        <IconButton
          icon="out"
          label={t('openLibrary')}
          onClick={() => void openPage('library.html', location.hash)}
        />
      </header>
      <div class="panel-view" id="view-page" hidden={view !== 'page'}>
        <PanelPage
          current={current}
          isShown={view === 'page'}
          onOpen={(clipId) => {
            choose(clipId);
            setView('library');
          }}
        />
      </div>
      <div class="panel-view" id="view-library" hidden={view !== 'library'}>
        <Library isShown={view === 'library'} />
      </div>
    </div>
  );
}

interface PanelPageProps {
  current: CurrentPageActions;
  isShown: boolean;
  onOpen: (clipId: string) => void;
}

/** The page of the tab beside the panel. */
function PanelPage({ current, isShown, onOpen }: PanelPageProps) {
  const { page, clip, tab } = current;
  const [citing, setCiting] = useState(false);
  const draft = page.view === 'card' ? page.card.draft : undefined;
  const keptId = clip.kind === 'saved' ? clip.outcome.clipId : clip.kind === 'kept' ? clip.clipId : undefined;
  const read = (): void => current.onRead(() => undefined);
  const toExport = (clipId: string): void => void openPage('library.html', exportHash(clipId));
  useKeys(
    {
      q: () => draft && setCiting((on) => !on),
      r: () => page.view === 'card' && page.card.kind !== 'empty' && read(),
      e: () => keptId && toExport(keptId),
      z: () => canUndo(clip) && current.onUndo(),
    },
    isShown ? window : undefined,
  );
  if (citing && draft) return <CiteView draft={draft} onBack={() => setCiting(false)} />;
  return (
    <ShowPlaceContext.Provider value={current.onShowPlace}>
      <TabsJobLine />
      <main class="panel-page" key={tab?.id}>
        <PageSection
          {...current}
          roomy
          onRead={read}
          onPick={() => current.onPick(() => undefined)}
          onCite={() => setCiting(true)}
          onExport={toExport}
          onOpen={onOpen}
          onStorage={() => void openPage('library.html', '#storage')}
        />
        <AccessLine />
      </main>
    </ShowPlaceContext.Provider>
  );
}
