import { browser } from './browser';

const said = new Map<string, string>();

/**
 * The sentence for a key of `public/_locales/<lang>/messages.json`, with `$1`, `$2`… replaced.
 * A key without a sentence gives the key itself, so that a gap is seen and not an empty button. In a script that an
 * update has orphaned nothing can be looked up any more: there it is what was said before.
 */
export function t(key: string, ...substitutions: string[]): string {
  const name = [key, ...substitutions].join('\n');
  return remembered(name, () => browser.i18n.getMessage(key, substitutions)) || key;
}

/** The language of the interface as BCP 47: `en`, `zh-CN`. */
export function uiLanguage(): string {
  return remembered('language', () => browser.i18n.getUILanguage()).replace('_', '-');
}

function remembered(name: string, lookUp: () => string): string {
  try {
    const found = lookUp();
    said.set(name, found);
    return found;
  } catch {
    return said.get(name) ?? '';
  }
}
