/** Tells HTML that our own writer may have written from any other, without a parser: a worker has none. */

import { isSafeImage, isSafeLink } from './address';
import {
  ADDRESS_ATTRIBUTES,
  ALLOWED_TAGS,
  ATTRIBUTES,
  BOOLEAN_ATTRIBUTES,
  GLOBAL_ATTRIBUTES,
} from './allowed';

const TAG = /^<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>$/;
const ATTRIBUTE = / ([a-z]+)="([^"<>]*)"/g;

/**
 * Is this HTML made of nothing but allowed elements with allowed attributes and safe addresses, each written as
 * `serialize` writes them? What passes holds nothing that runs or asks, whatever a parser makes of its nesting. Linear in
 * the length of the text.
 */
export function isOwnWriting(html: string): boolean {
  for (let at = html.indexOf('<'); at >= 0; ) {
    const end = html.indexOf('>', at);
    if (end < 0 || !isOwnTag(html.slice(at, end + 1))) return false;
    const next = html.indexOf('<', end);
    const stray = html.indexOf('>', end + 1);
    if (stray >= 0 && (next < 0 || stray < next)) return false;
    at = next;
  }
  return html.includes('<') || !html.includes('>');
}

function isOwnTag(written: string): boolean {
  const [, closing, tag = '', attributes = ''] = TAG.exec(written) ?? [];
  if (!ALLOWED_TAGS.has(tag)) return false;
  if (closing) return attributes === '';
  for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
    if (!isOwnAttribute(tag, name, value)) return false;
  }
  return true;
}

function isOwnAttribute(tag: string, name: string, value: string): boolean {
  if (!ATTRIBUTES[tag]?.includes(name) && !(GLOBAL_ATTRIBUTES as readonly string[]).includes(name))
    return false;
  if (BOOLEAN_ATTRIBUTES.has(name)) return value === '';
  if (!ADDRESS_ATTRIBUTES.has(name)) return true;
  const address = value
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  // Any other reference would be read as another address than the one that was looked at.
  return (
    (tag === 'img' ? isSafeImage(address) : isSafeLink(address)) && !/&(?!amp;|lt;|gt;|quot;)/.test(value)
  );
}
