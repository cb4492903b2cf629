import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { Light } from '../../utils/model/rights';

/** What the list shows. */
export type Scope =
  | { kind: 'all' }
  | { kind: 'light'; light: Light }
  | { kind: 'source'; siteName: string }
  | { kind: 'trash' };

/** The clips of a scope. The Trash has its own list. */
export function inScope(clips: readonly ClipSummary[], scope: Scope): ClipSummary[] {
  switch (scope.kind) {
    case 'light':
      return clips.filter((clip) => clip.light === scope.light);
    case 'source':
      return clips.filter((clip) => clip.siteName === scope.siteName);
    default:
      return [...clips];
  }
}

/** Whether two scopes are the same. */
export function sameScope(a: Scope, b: Scope): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** How many clips have each light. */
export function countLights(clips: readonly ClipSummary[]): Record<Light, number> {
  const counts: Record<Light, number> = { green: 0, amber: 0, red: 0, grey: 0 };
  for (const clip of clips) counts[clip.light] += 1;
  return counts;
}

/** The sites, those with most clips first. */
export function countSources(clips: readonly ClipSummary[]): { siteName: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const clip of clips) counts.set(clip.siteName, (counts.get(clip.siteName) ?? 0) + 1);
  return [...counts]
    .map(([siteName, count]) => ({ siteName, count }))
    .sort((a, b) => b.count - a.count || a.siteName.localeCompare(b.siteName));
}

/** The clip that an address asks for: `#clip=<id>`. */
export function clipInHash(hash: string): ClipId | undefined {
  return new URLSearchParams(hash.replace(/^#/, '')).get('clip') ?? undefined;
}

/** The address of a clip within the library page. */
export function hashOf(clipId: ClipId): string {
  return `#clip=${encodeURIComponent(clipId)}`;
}
