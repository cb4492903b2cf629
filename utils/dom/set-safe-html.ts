/** The only place that turns safe HTML into nodes. */

import type { WindowLike } from 'dompurify';
import type { SafeHtml } from '../model/article';
import { isSafeImage } from './address';
import { parseInert } from './parse-inert';
import { sanitize } from './sanitize';

export interface SafeHtmlOptions {
  /** Says under which address an image is shown (the library: a blob); undefined shows its text instead. */
  imageSource?: (src: string) => string | undefined;
}

/**
 * Fills an element with safe HTML. The HTML is sanitised again, in an inert document, before its nodes are
 * adopted: what was stored may be older than today's rules.
 */
export function setSafeHtml(element: Element, html: SafeHtml, options: SafeHtmlOptions = {}): void {
  const window = element.ownerDocument.defaultView as (WindowLike & { DOMParser?: typeof DOMParser }) | null;
  if (!window) throw new Error('The element stands in no window.');
  const body = parseInert(sanitize(html, window), window).body;
  for (const image of [...body.querySelectorAll('img')]) showImage(image, options.imageSource);
  const document = element.ownerDocument;
  element.replaceChildren(...[...body.childNodes].map((node) => document.adoptNode(node)));
}

function showImage(image: HTMLImageElement, imageSource: SafeHtmlOptions['imageSource']): void {
  const src = image.getAttribute('src') ?? '';
  const shown = imageSource ? imageSource(src) : src;
  if (shown && isSafeImage(shown)) {
    image.setAttribute('src', shown);
    image.setAttribute('loading', 'lazy');
    image.setAttribute('decoding', 'async');
    return;
  }
  const placeholder = image.ownerDocument.createElement('span');
  placeholder.className = 'missing-image';
  placeholder.setAttribute('role', 'img');
  const words = image.getAttribute('alt')?.trim() ?? '';
  if (words) placeholder.setAttribute('aria-label', words);
  placeholder.textContent = words;
  image.replaceWith(placeholder);
}
