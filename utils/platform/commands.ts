import { browser } from './browser';

/** A key that works on every page; empty where the browser gave none. */
export interface GlobalKey {
  name: string;
  /** What it does, in the person's language: the manifest's words. */
  words: string;
  key: string;
}

/** The keys of the manifest's commands as they are now set. */
export async function globalKeys(): Promise<GlobalKey[]> {
  const commands = await browser.commands.getAll();
  return commands
    .filter(({ name, description }) => name && description) // a browser's own commands have no words of ours
    .map(({ name = '', description = '', shortcut = '' }) => ({ name, words: description, key: shortcut }));
}

/** Opens the browser's own page for these keys; false where an extension may not open it. */
export async function openGlobalKeys(): Promise<boolean> {
  const { commands } = browser as { commands: { openShortcutSettings?: () => Promise<void> } };
  try {
    if (commands.openShortcutSettings) await commands.openShortcutSettings();
    else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
    return true;
  } catch {
    return false;
  }
}
