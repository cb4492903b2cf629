import { VOID_TAGS } from '../dom/allowed';

/**
 * The first blocks of an article's HTML as our own writer makes it: so many characters of them, and no more than four
 * times as many; undefined where the HTML is not so long, or its first blocks do not end before that.
 */
export function beginningOf(html: string, least: number): string | undefined {
  if (html.length <= least * 4) return undefined;
  const tags = /<(\/?)([a-z][a-z0-9]{0,40})[^<>]*>/g; // our writer leaves no bare > in an attribute
  let depth = 0;
  for (let tag = tags.exec(html); tag && tags.lastIndex <= least * 4; tag = tags.exec(html)) {
    if (VOID_TAGS.has(tag[2] ?? '')) continue;
    depth += tag[1] ? -1 : 1;
    if (depth === 0 && tags.lastIndex >= least) return html.slice(0, tags.lastIndex);
  }
  return undefined;
}
