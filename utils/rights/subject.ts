import type { PageFacts } from '../page/facts';
import { pageKey, resolveUrl } from '../page/url';

/**
 * What a statement in RDFa is about (CC REL; rights.md 1.2, C1). `page`: this page, or nothing else is named. `site`:
 * the root of this host. `image`, `other`: another object, of which the page says nothing for itself.
 */
export type Subject = 'page' | 'site' | 'image' | 'other';

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|svg|tiff?)(?:[?#]|$)/i;

/**
 * The subject of a statement made at an element: the nearest `about`, or the `resource` (or `src`) of an element around
 * it that has a type of its own. A part that holds the headline is the page's article, under whatever address.
 */
export function subjectOf(element: Element, facts: PageFacts): Subject {
  const holder = holderOf(element);
  if (!holder) return 'page';
  const { named, around } = holder;
  if (named.trim() === '') return 'page';
  // `[_:work]` and `_:work` name a thing without an address: it is not this page.
  const address = /^\[|^_:/.test(named.trim()) ? undefined : resolveUrl(named.trim(), facts.url);
  if (around.querySelector('h1')) return 'page';
  if (!address) return 'other';
  if (PICTURE.test(address)) return 'image';
  return isFragment(address, facts) ? 'other' : placeOf(address, facts);
}

function holderOf(element: Element): { named: string; around: Element } | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const about = at.getAttribute('about');
    if (about !== null) return { named: about, around: at };
    if (at === element) continue;
    const typed = at.getAttribute('typeof') !== null && at.getAttribute('resource');
    if (typed) return { named: typed, around: at };
  }
  return undefined;
}

/** `#picture` on this page is a part of it, whatever part that is. */
function isFragment(address: string, facts: PageFacts): boolean {
  const [page, part] = address.split('#');
  return Boolean(part) && pageKey(page ?? '') === pageKey(facts.url);
}

function placeOf(address: string, facts: PageFacts): Subject {
  const key = pageKey(address);
  const own = [
    facts.url,
    ...facts.links
      .filter(({ rel }) => rel.includes('canonical') || rel.includes('shortlink'))
      .map((l) => l.href),
    ...(facts.meta.get('og:url') ?? []),
  ];
  if (own.some((url) => pageKey(url, facts.url) === key)) return 'page';
  return key === pageKey(new URL('/', facts.url).href) ? 'site' : 'other';
}
