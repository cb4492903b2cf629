import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/** A page saved as HTML: SingleFile says in its first comment where it came from and when; others in their head. */
export function fromSavedPage(document: Document, html: string, name: string): ParsedItem {
  const comment = html.indexOf('<!--');
  const [, head = ''] =
    comment < 0 ? [] : (/^<!--([\s\S]{0,4000}?)-->/.exec(html.slice(comment, comment + 4_100)) ?? []);
  const said = (key: string): string | undefined =>
    new RegExp(`^\\s*${key}:\\s*(.+)$`, 'im').exec(head)?.[1]?.trim();
  const [, savedFrom] = /<!--\s*saved from url=\(\d+\)(\S+)\s*-->/.exec(html) ?? [];
  const attribute = (selector: string, name: string): string | undefined =>
    document.querySelector(selector)?.getAttribute(name) ?? undefined;
  return pageItem(name, {
    url:
      said('url') ??
      savedFrom ??
      attribute('link[rel~="canonical"]', 'href') ??
      attribute('meta[property="og:url"]', 'content'),
    title: document.querySelector('title')?.textContent ?? undefined,
    savedAt: timeOf(said('saved date')?.replace(/\s{0,9}\(.{0,200}\)$/, '')),
    tags: [],
    html,
  });
}
