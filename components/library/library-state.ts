import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { Light } from '../../utils/model/rights';

/** Where in the library a person is: what of it the list shows before anything is typed. */
export type Place = 'all' | 'unread' | 'favourites' | 'highlights' | 'archive' | 'trash';

/** What a place holds, as a query. Trash is none: it is a list of its own. */
export const placeQueries: Record<Place, string> = {
  all: '',
  unread: 'is:unread -is:archived',
  favourites: 'is:favourite',
  highlights: 'is:highlighted',
  archive: 'is:archived',
  trash: '',
};

/** What is searched in a place with what was typed. */
export function queryIn(place: Place, typed: string): string {
  return `${placeQueries[place]} ${typed}`.trim();
}

/** How many clips have each light. */
export function countLights(clips: readonly ClipSummary[]): Record<Light, number> {
  const counts: Record<Light, number> = { green: 0, amber: 0, red: 0, grey: 0 };
  for (const clip of clips) counts[clip.light] += 1;
  return counts;
}

/** So long the Trash keeps a clip. */
export const trashDays = 30;

/** Whole days until a clip in the Trash goes for good; 0 on the last one. */
export function daysLeft({ deletedAt }: Pick<ClipSummary, 'deletedAt'>, now: Date): number {
  if (!deletedAt) return trashDays;
  const passed = (now.getTime() - Date.parse(deletedAt)) / 86_400_000;
  return Math.max(0, Math.ceil(trashDays - passed));
}

/** The clip that an address asks for: `#clip=<id>`. */
export function clipInHash(hash: string): ClipId | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('clip') ?? undefined;
}

/** The address of a clip within the library page. */
export function hashOf(clipId: ClipId): string {
  return `#clip=${encodeURIComponent(clipId)}`;
}

/** The address that opens a clip in the library, and at once the ways to export it. */
export function exportHash(clipId: ClipId): string {
  return `${hashOf(clipId)}&export`;
}

/** Whether the address asks for an export; it is asked for once and then taken out of the address. */
export function takeExportWish(): boolean {
  const wish = new URLSearchParams(location.hash.slice(1));
  const clipId = wish.get('clip');
  if (!clipId || !wish.has('export')) return false;
  history.replaceState(null, '', hashOf(clipId));
  return true;
}
