import { newClipId } from '../clip/new-id';
import { fail, ok, type Result } from '../model/result';
import { browser } from '../platform/browser';
import { findTab } from '../platform/tabs';
import { readTabsJob, type TabOfJob, type TabsJob, writeTabsJob } from '../platform/tabs-job';
import { undo } from './page-handlers';
import { refreshAllIcons } from './page-icon';
import { isRestricted } from './restricted';
import { clipTab } from './tab-commands';

/** So many tabs are read at once: each reads its own page, and the person goes on reading in one of them. */
const lanes = 2;
const lockName = 'colophon-clip-tabs';

/** Begins to clip the tabs of a window. One job at a time; where one runs, it is given. */
export async function startClipTabs(windowId: number): Promise<Result<TabsJob>> {
  const running = await readTabsJob();
  if (running?.state === 'running') return ok(running);
  const tabs = await browser.tabs.query({ windowId });
  const job: TabsJob = {
    id: crypto.randomUUID(),
    windowId,
    state: 'running',
    tabs: tabs.flatMap(({ id, url = '', title = '' }) =>
      id === undefined
        ? []
        : [{ tabId: id, url, title, state: 'waiting' as const, draftId: newClipId(crypto) }],
    ),
  };
  if (job.tabs.length === 0) return fail('not-found', 'There are no tabs in this window.');
  await writeTabsJob(job);
  // Not awaited: whoever asked may close, and follows the job where it is kept.
  void goOnWithTabs();
  return ok(job);
}

/** Stops after the tabs that are being read now. What was clipped stays. */
export async function stopClipTabs(): Promise<Result<null>> {
  await navigator.locks.request(`${lockName}-note`, async () => {
    const job = await readTabsJob();
    if (job?.state === 'running') await writeTabsJob({ ...job, state: 'stopped' });
  });
  return ok(null);
}

/** Takes back what the last job clipped. */
export async function undoClipTabs(): Promise<Result<null>> {
  const job = await readTabsJob();
  if (!job) return fail('not-found', 'There is nothing to take back.');
  await stopClipTabs();
  for (const { draftId, outcome } of job.tabs)
    if (draftId && outcome && outcome !== 'same') await undo(draftId);
  await writeTabsJob({ ...job, state: 'undone' });
  await refreshAllIcons();
  return ok(null);
}

/** Goes on with a job, at its start and when the worker woke in the middle. Only one goes on at a time. */
export async function goOnWithTabs(): Promise<void> {
  await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const taken = new Set<number>();
    await Promise.all(Array.from({ length: lanes }, () => lane(taken)));
    const job = await readTabsJob();
    if (job?.state === 'running') await writeTabsJob({ ...job, state: 'done' });
  });
}

async function lane(taken: Set<number>): Promise<void> {
  for (;;) {
    const job = await readTabsJob();
    if (job?.state !== 'running') return;
    const next = job.tabs.find(({ tabId, state }) => state === 'waiting' && !taken.has(tabId));
    if (!next) return;
    taken.add(next.tabId);
    await note(await clipOne(next));
  }
}

/** Two lanes write one job: one after the other, each from what is kept by then. */
async function note(tab: TabOfJob): Promise<void> {
  await navigator.locks.request(`${lockName}-note`, async () => {
    const job = await readTabsJob();
    if (!job) return;
    await writeTabsJob({ ...job, tabs: job.tabs.map((each) => (each.tabId === tab.tabId ? tab : each)) });
  });
}

async function clipOne(tab: TabOfJob): Promise<TabOfJob> {
  const leaveOut = (why: TabOfJob['why']): TabOfJob => ({ ...tab, state: 'left-out', why });
  const now = await findTab(tab.tabId);
  if (!now) return leaveOut('not-found');
  if (now.incognito) return leaveOut('private-window');
  if (isRestricted(now.url)) return leaveOut('restricted-page');
  // Waking it would load it anew, and take the memory that the browser has freed.
  if (now.discarded) return leaveOut('asleep');
  const saved = await clipTab(tab.tabId, { draftId: tab.draftId });
  if (!saved.ok) return leaveOut(saved.error.code);
  const { kind, draftId } = saved.value;
  return { ...tab, state: 'clipped', outcome: kind, draftId };
}
