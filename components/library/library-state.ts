import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { Light } from '../../utils/model/rights';

/** How many clips have each light. */
export function countLights(clips: readonly ClipSummary[]): Record<Light, number> {
  const counts: Record<Light, number> = { green: 0, amber: 0, red: 0, grey: 0 };
  for (const clip of clips) counts[clip.light] += 1;
  return counts;
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
