/** Pictures: the real address behind a lazy one, and what is no picture at all. */

import { isSafeImage, resolveAddress } from '../dom/address';
import { endRun } from '../dom/text';
import { attributeOf, isElement, makeElement, setAttribute, type TreeElement, textOf } from '../dom/tree';
import { wordsOf } from './hints';

/** Attributes that lazy loaders put the real address in, best first. */
const LAZY = [
  'data-original',
  'data-actualsrc',
  'data-src',
  'data-lazy-src',
  'data-original-src',
  'data-orig-src',
  'data-lazy',
  'data-hi-res-src',
  'data-large-file',
  'data-full-src',
  'data-image-src',
  'data-img-src',
  'data-img-url',
  'data-image',
  'data-url',
  'data-echo',
  'data-lazyload',
  'data-ks-lazyload',
  'data-croporisrc',
  'data-backsrc',
  'data-delayed-url',
  'data-native-src',
  'data-raw-src',
  'data-real-src',
  'data-realsrc',
  'oldsrc',
  'original',
  'file',
  'zoomfile',
  'lazy-src',
  'lazysrc',
  '_src',
  'x-src',
] as const;
const LAZY_SETS = ['srcset', 'data-srcset', 'data-lazy-srcset', 'data-original-set'] as const;

const PLACEHOLDER =
  /(?:^data:|^about:|(?:^|[/_-])(?:blank|spacer|transparent|placeholder|pixel|1x1|loading|lazy(?:load)?|grey|gray|empty|default[_-]?img|img[_-]?default)[\w-]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$))/i;
const ICON =
  /\b(?:icon|icons|emoji|smiley|avatar|avatars|gravatar|logo|spinner|badge|flag|tracking|pixel|sprite|qrcode|qr code|ewm|erweima)\b/;

/** An entry of a srcset. */
export interface SourceCandidate {
  url: string;
  /** Pixels for `w`, or density for `x`. */
  size: number;
}

/**
 * Reads a srcset. Addresses may hold commas: a comma only parts entries where white space follows it or a descriptor
 * stood before it (HTML, "parse a srcset attribute").
 */
export function parseSrcset(srcset: string): SourceCandidate[] {
  const found: SourceCandidate[] = [];
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const taken = pattern.exec(srcset)?.[0] ?? '';
    at += taken.length;
    return taken;
  };
  while (at < srcset.length) {
    take(/[\s,]+/y);
    const word = take(/\S+/y);
    const url = word.slice(0, word.length - endRun(word, /,/).length);
    if (!url) continue;
    const descriptor = url === word ? /([\d.]{1,20})\s{0,9}[wx]/.exec(take(/[^,]+/y)) : null;
    found.push({ url, size: descriptor ? Number(descriptor[1]) : 1 });
  }
  return found;
}

/**
 * The absolute address of the best version of a picture: a lazy address before a placeholder, the largest entry of a
 * srcset up to 2,400 pixels, a `<source>` where the image itself has none.
 */
export function imageAddress(image: TreeElement, base: string): string | undefined {
  const src = usable(attributeOf(image, 'src'), base);
  const lazy = lazyAddress(image, base);
  const sets = LAZY_SETS.map((name) => largest(attributeOf(image, name), base)).find(Boolean);
  const picture = image.parent?.tag === 'picture' ? fromPicture(image.parent, base) : undefined;
  if (src && !isThumbnail(image) && !isPlaceholder(src)) return sets ?? src;
  return lazy ?? sets ?? picture ?? src;
}

/** A page that marks its image as lazy may have put a small preview in `src`. */
function isThumbnail(image: TreeElement): boolean {
  if (!LAZY.some((name) => /^(?:https?:|\/|\.)/.test(attributeOf(image, name) ?? ''))) return false;
  return (
    /\b(?:blur|preview|thumb|lqip|progressive|placeholder)\b/.test(wordsOf(image)) ||
    /[?&]q=\d\b|(?:[?&/_-]|\b)(?:w|width)[=_-]?\d{1,2}\b/i.test(attributeOf(image, 'src') ?? '')
  );
}

function lazyAddress(image: TreeElement, base: string): string | undefined {
  for (const name of LAZY) {
    const value = attributeOf(image, name);
    if (!value || /\s/.test(value.trim()) || /^[\w+/=]{40,}$/.test(value)) continue;
    const address = usable(value, base);
    if (address && !isPlaceholder(address)) return address;
  }
  return undefined;
}

function fromPicture(picture: TreeElement, base: string): string | undefined {
  for (const source of picture.source?.querySelectorAll('source') ?? []) {
    for (const name of LAZY_SETS) {
      const best = largest(source.getAttribute(name), base);
      if (best) return best;
    }
  }
  return undefined;
}

function largest(srcset: string | null, base: string): string | undefined {
  if (!srcset?.trim()) return undefined;
  const candidates = parseSrcset(srcset)
    .map((c) => ({ ...c, url: usable(c.url, base) }))
    .filter((c) => c.url && !isPlaceholder(c.url));
  const fitting = candidates.filter((c) => c.size <= 2400);
  const best = (fitting.length ? fitting : candidates).reduce<(typeof candidates)[number] | undefined>(
    (a, b) => (a && a.size >= b.size ? a : b),
    undefined,
  );
  return best?.url;
}

function usable(address: string | null, base: string): string | undefined {
  if (!address?.trim()) return undefined;
  const trimmed = address.trim();
  const absolute = /^data:/i.test(trimmed) ? trimmed : resolveAddress(trimmed, base);
  return absolute && isSafeImage(absolute) ? absolute : undefined;
}

function isPlaceholder(address: string): boolean {
  if (/^data:/i.test(address)) return address.length < 1200;
  return PLACEHOLDER.test(address);
}

/** Icons, trackers, faces of authors and the like: not pictures of the article. */
export function isOrnament(image: TreeElement): boolean {
  const width = Number.parseInt(attributeOf(image, 'width') ?? '', 10);
  const height = Number.parseInt(attributeOf(image, 'height') ?? '', 10);
  if ((width > 0 && width <= 40) || (height > 0 && height <= 40)) return true;
  if (ICON.test(wordsOf(image))) return true;
  return /(?:^|[/_.-])(?:spacer|pixel|1x1|blank|tracking|beacon|emoji|avatar|gravatar)[/_.\d-]/i.test(
    attributeOf(image, 'src') ?? '',
  );
}

/** Gives every image of a tree its real address, takes one out of each `<noscript>`, drops what has none. */
export function settleImages(element: TreeElement, base: string): void {
  const children = element.children;
  for (let i = 0; i < children.length; i += 1) {
    const child = children[i];
    if (!child || !isElement(child)) continue;
    if (child.tag === 'noscript') {
      const image = imageIn(child);
      const twin = image && findTwin(children, i);
      if (image && twin === undefined) children[i] = Object.assign(image, { parent: element });
      else {
        if (image && twin) adopt(twin, image, base);
        children.splice(i, 1);
        i -= 1;
        continue;
      }
    }
    const now = children[i];
    if (!now || !isElement(now)) continue;
    if (now.tag === 'img' || now.tag === 'amp-img') {
      const address = imageAddress(now, base);
      if (!address || isPlaceholder(address) || isOrnament(now)) {
        children.splice(i, 1);
        i -= 1;
        continue;
      }
      now.tag = 'img';
      now.children = [];
      setAttribute(now, 'src', address);
      continue;
    }
    settleImages(now, base);
  }
}

/** The picture inside a `<noscript>`: elements where scripts are off, text where they are on. */
function imageIn(noscript: TreeElement): TreeElement | undefined {
  const found = findImage(noscript);
  if (found) return found;
  const markup = textOf(noscript);
  const tag = /<img\b[^<>]{1,4000}>/i.exec(markup)?.[0];
  if (!tag) return undefined;
  const attributes: Record<string, string> = {};
  for (const match of tag.matchAll(/([\w-]{1,60})\s{0,9}=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g)) {
    attributes[(match[1] ?? '').toLowerCase()] = (match[2] ?? match[3] ?? match[4] ?? '').replace(
      /&amp;/g,
      '&',
    );
  }
  return makeElement('img', [], attributes);
}

export function findImage(element: TreeElement): TreeElement | undefined {
  if (element.tag === 'img' || element.tag === 'amp-img') return element;
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const found = findImage(child);
    if (found) return found;
  }
  return undefined;
}

/** The image beside a `<noscript>` that stands for the same picture. */
function findTwin(children: TreeElement['children'], at: number): TreeElement | undefined {
  for (const step of [-1, 1]) {
    for (let i = at + step; i >= 0 && i < children.length && Math.abs(i - at) <= 3; i += step) {
      const node = children[i];
      if (!node) break;
      if (!isElement(node)) {
        if (node.text.trim()) break;
        continue;
      }
      const image = findImage(node);
      if (image) return image;
      if (node.tag !== 'canvas' && textOf(node).trim()) break;
    }
  }
  return undefined;
}

/** Gives the visible image the address of its twin where it has none. */
function adopt(twin: TreeElement, image: TreeElement, base: string): void {
  const own = imageAddress(twin, base);
  const other = imageAddress(image, base);
  if (other && (!own || isPlaceholder(own))) {
    setAttribute(twin, 'src', other);
    setAttribute(twin, 'srcset', null);
    for (const name of LAZY) if (attributeOf(twin, name)) setAttribute(twin, name, null);
  }
}
