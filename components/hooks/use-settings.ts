import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { changedOn, defaultSettings, type Settings, settingsOn } from '../../utils/model/settings';
import { getSettings, observeSettings, setSettings } from '../../utils/platform/settings';

export type ChangeSettings = (change: Partial<Settings>) => void;

/**
 * The person's settings, live in every open surface, and the way to change some of them.
 * @param known the settings, where they have been read already.
 */
export function useSettings(known?: Settings): [Settings, ChangeSettings] {
  const [settings, show] = useState(known ?? defaultSettings);
  useEffect(() => {
    if (!known) getSettings().then(show, () => undefined); // a storage that cannot be read leaves the defaults
    return observeSettings(show);
  }, []);
  const change = useRef((part: Partial<Settings>): void => {
    show((before) => ({ ...before, ...part })); // at once: the storage answers later
    setSettings(part).catch(() => undefined); // the choice still holds on this surface
  });
  return [settings, change.current];
}

/** The settings as they hold on a site, and changes that go to the site where it has a look of its own. */
export function useSettingsOn(
  host: string,
  settings: Settings,
  change: ChangeSettings,
): [Settings, ChangeSettings] {
  const latest = useRef(settings);
  latest.current = settings;
  const here = useMemo(() => settingsOn(settings, host), [settings, host]);
  const changeHere = useMemo<ChangeSettings>(
    () => (part) => change(changedOn(latest.current, host, part)),
    [host, change],
  );
  return [here, changeHere];
}
