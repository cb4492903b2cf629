import Dexie, { type ObservabilitySet } from 'dexie';
import type { ClipId } from '../model/clip';
import { library } from './db';

/** Which clips changed; `all` where the browser tells only that something did. */
export type ChangedClips = ReadonlySet<ClipId> | 'all';

/**
 * Tells which clips were changed, in this page or another of the extension, once nothing has changed for a while
 * (milliseconds). Gives a function that stops it.
 */
export function watchChanges(tell: (changed: ChangedClips) => void, rest: number): () => void {
  let versions: Set<string> | 'all' = new Set();
  let clips: Set<string> | 'all' = new Set();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = async (): Promise<void> => {
    const [changedVersions, changedClips] = [versions, clips];
    versions = new Set();
    clips = new Set();
    if (changedVersions === 'all' || changedClips === 'all') return tell('all');
    const rows = await library.versions.bulkGet([...changedVersions]);
    tell(new Set([...changedClips, ...rows.flatMap((row) => (row ? [row.clipId] : []))]));
  };
  const hear = (parts: ObservabilitySet): void => {
    const ofVersions = keysIn(parts[`idb://${library.name}/versions/`] as Range);
    const ofClips = keysIn(parts[`idb://${library.name}/clips/`] as Range);
    if (ofVersions !== 'all' && ofClips !== 'all' && ofVersions.length + ofClips.length === 0) return;
    versions = joined(versions, ofVersions);
    clips = joined(clips, ofClips);
    clearTimeout(timer);
    timer = setTimeout(() => settle().catch(console.error), rest);
  };
  Dexie.on('storagemutated', hear);
  return () => {
    clearTimeout(timer);
    Dexie.on.storagemutated.unsubscribe(hear);
  };
}

function joined(known: Set<string> | 'all', more: string[] | 'all'): Set<string> | 'all' {
  return known === 'all' || more === 'all' ? 'all' : new Set([...known, ...more]);
}

interface Range {
  from?: unknown;
  to?: unknown;
  l?: Range | null;
  r?: Range | null;
}

/** The keys of a set of ranges, each of one key; from another page it comes as a plain object. */
function keysIn(range: Range | null | undefined): string[] | 'all' {
  if (!range || range.from === undefined) return [];
  if (typeof range.from !== 'string' || range.from !== range.to) return 'all';
  const left = keysIn(range.l);
  const right = keysIn(range.r);
  return left === 'all' || right === 'all' ? 'all' : [...left, range.from, ...right];
}
