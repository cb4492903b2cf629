import { type IconState, showIcon } from '../platform/badge';
import { t } from '../platform/i18n';
import { allTabNotes, noteTab, readTabNote } from '../platform/session';
import { clipOfPage, type ShownPage } from './clip-of-page';

/** Notes what was found in a tab and shows it on its icon. */
export async function pageFound(tabId: number, url: string, readable: boolean): Promise<void> {
  const note = await readTabNote(tabId);
  await noteTab(tabId, { ...(note?.url === url && note), url, readable });
  await showState(tabId, url, readable);
}

/** Shows anew what is known of a tab, after its page was clipped or a clip undone. */
export async function refreshIcon(tabId: number, url: string): Promise<void> {
  const note = await readTabNote(tabId);
  await showState(tabId, url, note?.url === url && note.readable);
}

/** Shows all tabs' icons anew, after clips went into the Trash or came back. */
export async function refreshAllIcons(): Promise<void> {
  const notes = await allTabNotes();
  await Promise.all(notes.map(({ tabId, url, readable }) => showState(tabId, url, readable)));
}

async function showState(tabId: number, url: string, readable: boolean): Promise<void> {
  const state = await stateOf({ tabId, url }, readable);
  await showIcon(tabId, state, t(titleOf[state]));
}

async function stateOf(page: ShownPage, readable: boolean): Promise<IconState> {
  // A library that cannot be opened must not keep the icon from telling what was found.
  const kept = await clipOfPage(page).catch(() => undefined);
  if (kept) return 'kept';
  return readable ? 'found' : 'quiet';
}

const titleOf: Record<IconState, string> = { quiet: 'iconQuiet', found: 'iconFound', kept: 'iconKept' };
