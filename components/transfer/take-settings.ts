import { defaultSettings, type Settings } from '../../utils/model/settings';
import { getSettings, setSettings } from '../../utils/platform/settings';

/** Takes over the settings of a backup, but only those that the person has not changed here. */
export async function takeSettings(row: Record<string, unknown>): Promise<void> {
  await setSettings(newSettings(await getSettings(), row));
}

/** What of a backup's settings is new: known names, values of a known kind, and only in place of defaults. */
export function newSettings(now: Settings, row: Record<string, unknown>): Partial<Settings> {
  const taken = Object.entries(defaultSettings).filter(([name, standard]) => {
    const current = now[name as keyof Settings];
    const coming = Object.hasOwn(row, name) ? row[name] : undefined;
    return coming !== undefined && same(current, standard) && isLike(coming, standard);
  });
  return Object.fromEntries(taken.map(([name]) => [name, row[name]])) as Partial<Settings>;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** `auto` may stand in place of a number or a yes. */
function isLike(value: unknown, standard: unknown): boolean {
  if (Array.isArray(standard)) return Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (typeof standard === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === typeof standard || standard === 'auto';
}
