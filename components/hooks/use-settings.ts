import { useEffect, useState } from 'preact/hooks';
import { defaultSettings, type Settings } from '../../utils/model/settings';
import { getSettings, observeSettings, setSettings } from '../../utils/platform/settings';

/** The person's settings, live in every open surface, and the way to change some of them. */
export function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const [settings, show] = useState(defaultSettings);
  useEffect(() => {
    getSettings().then(show, () => undefined); // a storage that cannot be read leaves the defaults
    return observeSettings(show);
  }, []);
  const change = (part: Partial<Settings>): void => {
    show((before) => ({ ...before, ...part })); // at once: the storage answers later
    setSettings(part).catch(() => undefined); // the choice still holds on this surface
  };
  return [settings, change];
}
