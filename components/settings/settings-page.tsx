import { useEffect } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { pageAddress } from '../../utils/platform/tabs';
import { Icon, Wordmark } from '../common/icon';
import { useHash } from '../hooks/use-hash';
import { useSettings } from '../hooks/use-settings';
import { sections } from './sections';

/** The settings: a list of sections beside them, each reachable by its address. */
export function SettingsPage() {
  const [settings, change] = useSettings();
  const shown = useHash().slice(1);
  // The sections are drawn after the browser has looked for the place that the address names.
  useEffect(() => {
    const section = document.getElementById(shown);
    section?.scrollIntoView({ block: 'start' });
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }, [shown]);
  return (
    <div class="settings">
      <header class="settings-side">
        <Wordmark />
        <nav aria-label={t('settings')}>
          <ul>
            {sections.map(({ id }) => (
              <li key={id}>
                <a href={`#${id}`} aria-current={id === shown ? 'true' : undefined}>
                  {t(`settings_${id}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <a class="settings-library" href={pageAddress('library.html')}>
          <Icon name="books" small />
          {t('openLibrary')}
        </a>
      </header>
      <main>
        <h1>{t('settings')}</h1>
        {sections.map(({ id, Content }) => (
          <section id={id} key={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`} tabIndex={-1}>
              {t(`settings_${id}`)}
            </h2>
            <Content settings={settings} onChange={change} />
          </section>
        ))}
      </main>
    </div>
  );
}
