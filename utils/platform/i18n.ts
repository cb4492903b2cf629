import { browser } from './browser';

/**
 * The sentence for a key of `public/_locales/<lang>/messages.json`, with `$1`, `$2`… replaced.
 * A key without a sentence gives the key itself, so that a gap is seen and not an empty button.
 */
export function t(key: string, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions) || key;
}

/** The language of the interface as BCP 47: `en`, `zh-CN`. */
export function uiLanguage(): string {
  return browser.i18n.getUILanguage().replace('_', '-');
}
