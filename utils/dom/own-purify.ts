/**
 * The browser's own sanitiser in the place of DOMPurify: the scripts that are injected into pages are built on it
 * (wxt.config.ts), since reading DOMPurify takes longer than all that it has to do there. It parses and cleans in one
 * step, so no text can mean one thing to it and another to the parser. Browsers without it (Chromium before 146, Firefox
 * before 148) are brought DOMPurify as a part.
 */

import type { WindowLike } from 'dompurify';
import { ALLOWED_TAGS, ATTRIBUTE_NAMES, MATH_TAGS } from './allowed';

/** What `sanitize.ts` asks of DOMPurify. */
interface Purifier {
  isSupported: boolean;
  sanitize(html: string, config: object): string;
}

interface Sanitizing {
  Sanitizer?: new (config: object) => object;
  Document?: { parseHTML?(html: string, options: { sanitizer: object }): Document };
}

type Make = (window: WindowLike) => Purifier;

/** Brought by `prepareSanitizer` where the browser has none. */
const brought: { make?: Make } = {};

/**
 * Sees to it that `sanitize` can do its work in this window: to be awaited before it is used in an injected script.
 * @returns false where DOMPurify is needed and cannot be had.
 */
export async function prepareSanitizer(window: object): Promise<boolean> {
  if (brought.make || ownPurifier(window)) return true;
  try {
    brought.make = (await import('./whole-purify')).default as unknown as Make;
    return true;
  } catch {
    return false;
  }
}

/** As DOMPurify's default export: gives what makes HTML safe in a window. */
export default function createPurify(window: WindowLike): Purifier {
  const own = ownPurifier(window);
  if (own) return own;
  if (!brought.make) throw new Error('The sanitiser was not prepared.');
  return brought.make(window);
}

const mathSpace = 'http://www.w3.org/1998/Math/MathML';

const known = new WeakMap<object, Purifier | false>();

/** The browser's own, with our allow-list; undefined where it has none, or none that takes our list. */
function ownPurifier(window: object): Purifier | undefined {
  const made = known.get(window) ?? (makeOwn(window) || false);
  known.set(window, made);
  return made || undefined;
}

function makeOwn(window: object): Purifier | undefined {
  const { Sanitizer, Document } = window as Sanitizing;
  if (!Sanitizer || !Document?.parseHTML) return undefined;
  try {
    const sanitizer = new Sanitizer({
      elements: ['html', 'head', 'body', ...ALLOWED_TAGS].map((name) =>
        MATH_TAGS.has(name) ? { name, namespace: mathSpace } : name,
      ),
      attributes: ATTRIBUTE_NAMES,
      comments: false,
      dataAttributes: false,
    });
    const parse = (html: string) => Document.parseHTML?.(html, { sanitizer }).body.innerHTML ?? '';
    return parse('<p>') === '<p></p>' ? { isSupported: true, sanitize: parse } : undefined;
  } catch {
    return undefined;
  }
}
