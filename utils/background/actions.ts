import { openSidePanel } from '../platform/side-panel';
import { clipLink } from './clip-link';
import { startClipTabs } from './clip-tabs';
import { clipSelection, clipTab, pickInTab, toggleReader } from './tab-commands';

/** Where a key was pressed or an entry of the menu chosen. */
interface Place {
  tabId: number;
  windowId?: number;
  linkUrl?: string;
}

/** Keys and menus have no popup that could ask or answer: what has text is clipped, and the page says so. */
const read = ({ tabId }: Place): Promise<unknown> => toggleReader(tabId, { notice: true });
const clip = ({ tabId }: Place): Promise<unknown> => clipTab(tabId, { anyway: true, notice: true });
const actions: Record<string, (place: Place) => Promise<unknown>> = {
  'toggle-reader': read,
  'clip-page': clip,
  'clip-selection': ({ tabId }) => clipSelection(tabId),
  'clip-link': async ({ tabId, linkUrl }) => linkUrl && clipLink(tabId, linkUrl),
  'clip-tabs': async ({ windowId }) => windowId !== undefined && startClipTabs(windowId),
  // Before anything is waited for: the browser opens a panel only in answer to the person.
  'open-panel': async ({ windowId }) => windowId !== undefined && openSidePanel(windowId),
  read,
  clip,
  pick: ({ tabId }) => pickInTab(tabId),
};

/** Does what a key or an entry of the menu stands for. */
export async function runAction(action: string, place: Partial<Place>): Promise<void> {
  const { tabId } = place;
  if (tabId !== undefined) await actions[action]?.({ ...place, tabId });
}
