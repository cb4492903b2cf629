import type { SaveOutcome } from '../model/clip';
import type { FailureCode } from '../model/result';
import { browser } from './browser';

/** One tab of a window that is being clipped. */
export interface TabOfJob {
  tabId: number;
  url: string;
  title: string;
  state: 'waiting' | 'clipped' | 'left-out';
  /** What the clip did. */
  outcome?: SaveOutcome['kind'];
  /** The id of the clip: a tab that is clipped again, since the worker ended before it could note it, is kept once. */
  draftId?: string;
  /** Why it was left out; a sentence stands under `failure_<code with _>`. */
  why?: FailureCode;
}

/** Clipping all tabs of a window. It goes on whatever page is closed, and when the worker ended and woke again. */
export interface TabsJob {
  id: string;
  windowId: number;
  state: 'running' | 'done' | 'stopped' | 'undone';
  tabs: TabOfJob[];
}

const key = 'clip-tabs';

/** The last job since the browser was started, with what has become of each tab so far. */
export async function readTabsJob(): Promise<TabsJob | undefined> {
  return (await browser.storage.session.get(key))[key] as TabsJob | undefined;
}

/** Keeps the job where it outlives the worker (design trap 5). */
export async function writeTabsJob(job: TabsJob): Promise<void> {
  await browser.storage.session.set({ [key]: job });
}

/** Tells each change of the job, in any page of the extension. Gives a function that ends it. */
export function onTabsJob(tell: (job: TabsJob | undefined) => void): () => void {
  const listen = (changes: Record<string, { newValue?: unknown }>): void => {
    if (changes[key]) tell(changes[key].newValue as TabsJob | undefined);
  };
  browser.storage.session.onChanged.addListener(listen);
  return () => browser.storage.session.onChanged.removeListener(listen);
}
