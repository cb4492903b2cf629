/** The one trust boundary: any HTML text in, HTML text that may be shown out. */

import createPurify, { type Config, type DOMPurify, type WindowLike } from 'dompurify';
import type { SafeHtml } from '../model/article';
import { ADDRESS_ATTRIBUTES, ALLOWED_TAGS, ATTRIBUTE_NAMES } from './allowed';
import { parseInert, policyOf } from './parse-inert';
import { serialize } from './serialize';
import { copyTree } from './tree';

/** String in, string out, no hooks (reliability.md 0.8 and 1.3). */
const STRICT: Config = {
  ALLOWED_TAGS: [...ALLOWED_TAGS, '#text'],
  ALLOWED_ATTR: ATTRIBUTE_NAMES,
  // DOMPurify holds every other value against the address pattern.
  ADD_URI_SAFE_ATTR: ATTRIBUTE_NAMES.filter((name) => !ADDRESS_ATTRIBUTES.has(name)),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|blob:|#)/i,
  SAFE_FOR_XML: true,
  SANITIZE_DOM: true,
};

const purifiers = new WeakMap<object, DOMPurify>();
/** What this window made safe last: it is often shown at once, and need not be made safe again by the same rules. */
const lastMade = new WeakMap<object, SafeHtml>();

/**
 * Makes HTML safe twice over: DOMPurify with our strict profile (in injected scripts, which show what is read, the browser's own sanitiser: see
 * `own-purify.ts`), then our own serialiser, which knows only the
 * allow-list and the schemes http, https, mailto, own anchors, and for images also blob and raster data.
 * @param window the window whose DOM does the parsing: a page's, or a test's.
 * @throws Error where the window cannot be trusted to parse (DOMPurify does not support it).
 */
export function sanitize(html: string, window: WindowLike): SafeHtml {
  if (html !== '' && lastMade.get(window) === html) return html as SafeHtml;
  const safe = rebuild(purify(html, window), window) as SafeHtml;
  lastMade.set(window, safe);
  return safe;
}

/** The first of the two alone. For its own tests: what is shown goes through `sanitize`. */
export function purify(html: string, window: WindowLike): string {
  return purifyBy(purifierOf(window), html, window);
}

/**
 * `sanitize` by DOMPurify itself wherever it runs: injected scripts show by the browser's own sanitiser (`own-purify.ts`)
 * and hold to this what they give to the library.
 * @throws Error where DOMPurify cannot be loaded, as in the script of a page that an update has orphaned.
 */
export async function sanitizeStrictly(html: string, window: WindowLike): Promise<SafeHtml> {
  const { default: createWhole } = await import('./whole-purify');
  return rebuild(purifyBy(createWhole(window), html, window), window) as SafeHtml;
}

function purifyBy(purifier: Pick<DOMPurify, 'sanitize'>, html: string, window: WindowLike): string {
  // DOMPurify would make a policy of its own where it is not told otherwise.
  return purifier.sanitize(html, { ...STRICT, TRUSTED_TYPES_POLICY: policyOf(window) });
}

/** The second of the two alone: parses inertly and writes by construction. For its own tests. */
export function rebuild(html: string, window: WindowLike & { DOMParser?: typeof DOMParser }): string {
  const { body } = parseInert(html, window);
  return body ? serialize(copyTree(body).root) : '';
}

function purifierOf(window: WindowLike): DOMPurify {
  const known = purifiers.get(window);
  if (known) return known;
  const made = createPurify(window);
  if (!made.isSupported) throw new Error('This window cannot sanitise HTML.');
  purifiers.set(window, made);
  return made;
}
