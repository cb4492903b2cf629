import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { Icon } from '../common/icon';
import { Menu } from '../common/menu';
import type { CurrentPage } from '../hooks/use-current-page';

interface PopupTopProps {
  page: CurrentPage;
  onLibrary: () => void;
  onSettings: () => void;
  /** Opens the library beside the page, where the browser can. */
  onPanel: (() => void) | undefined;
  /** Clips all tabs of the window. */
  onTabs: (() => void) | undefined;
}

/** Whose page it is, and the way to the library and the settings. */
export function PopupTop({ page, onLibrary, onSettings, onPanel, onTabs }: PopupTopProps) {
  const closed = page.view === 'unreadable' && page.failure.code === 'restricted-page';
  const site = closed ? t('browserPage') : siteOf(page);
  return (
    <header class="top">
      <p class="site">
        <span class="fav" aria-hidden="true">
          {closed ? <Icon name="lock" small /> : firstLetter(site)}
        </span>
        <span>{site}</span>
      </p>
      {onTabs && (
        <Menu
          label={t('more')}
          items={[{ id: 'tabs', label: t('clipAllTabs'), icon: 'tabs', onChoose: onTabs }]}
        />
      )}
      <IconButton icon="settings" label={t('settings')} onClick={onSettings} />
      {onPanel && <IconButton icon="panel" label={t('openPanel')} onClick={onPanel} />}
      <IconButton icon="books" label={t('openLibrary')} onClick={onLibrary} />
    </header>
  );
}

function siteOf(page: CurrentPage): string {
  if (page.view === 'card' && page.card.siteName) return page.card.siteName;
  try {
    return new URL(page.url ?? '').host.replace(/^www\./, '');
  } catch {
    return '';
  }
}

function firstLetter(site: string): string {
  return (Array.from(site)[0] ?? '').toUpperCase();
}
