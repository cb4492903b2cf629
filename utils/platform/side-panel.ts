import { browser } from './browser';

/** Chromium's side panel and Firefox's sidebar: neither is in the polyfill's types, and no browser has both. */
interface Panels {
  sidePanel?: { open: (where: { windowId: number }) => Promise<void> };
  sidebarAction?: { open: () => Promise<void> };
}

const panels = (): Panels => ({
  ...((globalThis as { chrome?: Panels }).chrome?.sidePanel && {
    sidePanel: (globalThis as { chrome?: Panels }).chrome?.sidePanel,
  }),
  sidebarAction: (browser as Panels).sidebarAction,
});

/** Whether this browser has a panel beside the page. */
export function hasSidePanel(): boolean {
  const { sidePanel, sidebarAction } = panels();
  return sidePanel !== undefined || sidebarAction !== undefined;
}

/**
 * Opens the library beside the page of a window. Must be called straight from what the person did, before anything is
 * waited for: the browser opens it for nobody else.
 */
export async function openSidePanel(windowId: number): Promise<void> {
  const { sidePanel, sidebarAction } = panels();
  if (sidePanel) return sidePanel.open({ windowId });
  return sidebarAction?.open();
}
