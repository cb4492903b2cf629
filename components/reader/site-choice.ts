import { opensByItself, type Settings, withSite } from '../../utils/model/settings';
import type { ChangeSettings } from '../hooks/use-settings';
import type { SiteChoice } from './type-panel';

/** What the panel offers for one site. Takes the settings as kept, and the address of the article. */
export function siteChoice(settings: Settings, url: string, change: ChangeSettings): SiteChoice {
  const host = hostOf(url);
  return {
    host,
    own: host in settings.sites,
    onOwn: (own) => change(withSite(settings, host, own)),
    always: opensByItself(settings.openOn, url),
    onAlways: (always) => {
      // Every pattern that opens this page goes, or the switch would not switch.
      const others = settings.openOn.filter((pattern) => !opensByItself([pattern], url));
      change({ openOn: always ? [...others, host] : others });
    },
  };
}

/** The host of an address, as a person names a site. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, '');
  } catch {
    return '';
  }
}
