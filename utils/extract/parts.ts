/** Articles in parts: which part this is, how many there are, and where the others stand. */

import { isSameDocument, resolveAddress } from '../dom/address';
import { foldSpace } from '../dom/text';
import type { PageFacts } from '../page/facts';

export interface Parts {
  part: number;
  parts: number;
  /** Addresses of the other parts that the page links to, by number. */
  addresses: Map<number, string>;
}

const MOST = 20;
const NEXT =
  /^(?:下一页|下页|后页|next(?: page)?|page suivante|nächste seite|weiter|página siguiente|siguiente|次のページ|次へ|다음(?: 페이지)?)\s*[>»›→]*$|^[>»›→]{1,2}$/i;
const PREVIOUS =
  /^[<«‹←]*\s*(?:上一页|上页|前页|prev(?:ious)?(?: page)?|page précédente|vorherige seite|zurück|página anterior|anterior|前のページ|前へ|이전(?: 페이지)?)$|^[<«‹←]{1,2}$/i;
const NUMBER = /^\s{0,9}[[(第]?\s*(\d{1,2})\s{0,9}[\])页]?\s*$/;
/** `story_2.shtml`, `story-2.html`, `story/2`, `p2.html`, `story/page/2`. */
const TAIL = /(?:[_-]|\/(?:page\/|p)?|(?<=\/)p(?:age)?[_-]?)(\d{1,2})$/i;
const PARAMETER = /^(?:page|p|pg|pn|pageno|page_no|currentpage)$/i;

/**
 * Reads the pager of an article. A link counts only where its address is this one's with another number: "next" on a
 * blog leads to another article.
 */
export function readParts(facts: PageFacts): Parts | undefined {
  const own = placeOf(facts.url);
  if (!own) return undefined;
  const addresses = new Map<number, string>();
  for (const { href, pager } of links(facts, own.part)) {
    const address = resolveAddress(href, facts.url);
    if (!address || isSameDocument(address, facts.url)) continue;
    const place = placeOf(address);
    if (!place || place.stem !== own.stem || place.part > MOST || place.part === own.part) continue;
    if (pager(place.part) && !addresses.has(place.part)) addresses.set(place.part, address);
  }
  const highest = Math.max(0, ...addresses.keys());
  // Numbers must follow each other from the first part: an archive's do not.
  if (highest < 2 && own.part < 2) return undefined;
  if (!addresses.size || (own.part === 1 && !addresses.has(2))) return undefined;
  return { part: own.part, parts: Math.max(own.part, highest), addresses };
}

function* links(
  facts: PageFacts,
  own: number,
): Generator<{ href: string; pager: (part: number) => boolean }> {
  for (const link of facts.links)
    if (link.rel.includes('next') || link.rel.includes('prev')) yield { href: link.href, pager: () => true };
  for (const { element } of facts.walk.anchors) {
    const href = element.getAttribute('href');
    // Only the first part's address may be without a number.
    if (!href || (own === 1 && !/\d/.test(href))) continue;
    const text = foldSpace(element.textContent ?? '');
    if (text.length > 24) continue;
    const number = NUMBER.exec(text)?.[1];
    if (!number && !NEXT.test(text) && !(own > 1 && PREVIOUS.test(text))) continue;
    yield { href, pager: (part) => !number || Number(number) === part };
  }
}

/** The address without its part's number, and that number; 1 where there is none. */
function placeOf(address: string): { stem: string; part: number } | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  const parameter = [...url.searchParams].find(
    ([name, value]) => PARAMETER.test(name) && /^\d{1,2}$/.test(value),
  );
  if (parameter) url.searchParams.delete(parameter[0]);
  const path = url.pathname.replace(/\.(?:s?html?|php|aspx?|jsp)$/i, '').replace(/\/$/, '');
  if (!path) return undefined;
  const tail = parameter ? null : TAIL.exec(path);
  const stem = `${url.host}${tail ? path.slice(0, tail.index) : path}${url.search}`;
  return { stem: stem.replace(/\/$/, ''), part: Number(parameter?.[1] ?? tail?.[1] ?? 1) };
}
