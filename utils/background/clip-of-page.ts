import { pageKey } from '../clip/page-key';
import type { ClipSummary } from '../model/clip';
import { noteKeys, readTabNote } from '../platform/session';
import { findByPageKeys } from '../store/clips';

/** A tab and the address that it shows. */
export interface ShownPage {
  tabId: number;
  url: string;
}

/**
 * The clip of the page that a tab shows. Icon, popup and reader all ask here, so that they never differ: by the page's
 * address, and by its other addresses once they are known (`learnKeys`).
 */
export async function clipOfPage({ tabId, url }: ShownPage): Promise<ClipSummary | undefined> {
  const note = await readTabNote(tabId);
  const others = note?.url === url ? (note.keys ?? []) : [];
  return findByPageKeys([pageKey(url), ...others]);
}

/** Notes by which other keys the page of a tab is known, once it was read. True where that is news. */
export async function learnKeys({ tabId, url }: ShownPage, keys: readonly string[]): Promise<boolean> {
  const others = keys.filter((key) => key !== pageKey(url));
  if (others.length === 0) return false; // most pages have one address: no note is read for them
  const note = await readTabNote(tabId);
  const known = note?.url === url ? (note.keys ?? []) : [];
  if (others.every((key) => known.includes(key))) return false;
  await noteKeys(tabId, url, others);
  return true;
}
