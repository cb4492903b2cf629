/** Players and embedded frames become links with a title: nothing of theirs runs in the reader. */

import { resolveAddress } from '../../dom/address';
import { foldSpace } from '../../dom/text';
import {
  attributeOf,
  detach,
  elementsOf,
  isWithin,
  makeElement,
  makeText,
  replaceWith,
  type TreeElement,
} from '../../dom/tree';
import type { Pass, Work } from '../work';

/** Hosts whose frames are content. Data, not rules for single sites: any frame that may go full screen counts too. */
const PLAYERS =
  /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|bilibili\.com|v\.qq\.com|youku\.com|iqiyi\.com|tudou\.com|ixigua\.com|ted\.com|twitch\.tv|soundcloud\.com|spotify\.com|bandcamp\.com|podcasts\.apple\.com|gfycat\.com|streamable\.com|loom\.com|wistia\.(?:com|net)|brightcove\.(?:com|net)|jwplatform\.com|codepen\.io|jsfiddle\.net|codesandbox\.io|slideshare\.net|datawrapper\.de|dwcdn\.net|flourish\.studio|google\.com|openstreetmap\.org|scribd\.com|archive\.org|niconico|nicovideo\.jp|rutube\.ru|vk\.com)$/i;

export const embeds: Pass = {
  name: 'embeds',
  run(work: Work): void {
    for (const element of elementsOf(work.root)) {
      if (!/^(?:iframe|video|audio|object|embed)$/.test(element.tag) || !isWithin(element, work.root))
        continue;
      const link = linkOf(work, element);
      if (link) replaceWith(element, makeElement('figure', [link]));
      else detach(element);
    }
  },
};

function linkOf(work: Work, element: TreeElement): TreeElement | undefined {
  const address = resolveAddress(sourceOf(element), work.base);
  if (!address || !/^https?:/i.test(address)) return undefined;
  const url = new URL(address);
  const own = element.tag === 'video' || element.tag === 'audio';
  const player =
    PLAYERS.test(url.hostname) ||
    element.source?.hasAttribute('allowfullscreen') ||
    /video|player/i.test(attributeOf(element, 'class') ?? '');
  if (!own && !player) return undefined;
  const title = foldSpace(attributeOf(element, 'title') ?? attributeOf(element, 'aria-label') ?? '');
  const kind = element.tag === 'audio' ? 'Audio' : 'Video';
  const words =
    title && !/^(?:video ?player|youtube video player|embedded content|iframe)$/i.test(title)
      ? title
      : `${kind}: ${url.hostname.replace(/^www\./, '')}`;
  return makeElement('a', [makeText(words)], { href: watchAddress(url) });
}

function sourceOf(element: TreeElement): string | null {
  for (const name of ['src', 'data-src', 'data-lazy-src', 'data-original', 'data']) {
    const value = attributeOf(element, name);
    if (value && !/^about:/i.test(value)) return value;
  }
  const inner = element.source?.querySelector?.('source[src], embed[src], param[name=movie]');
  return inner?.getAttribute('src') ?? inner?.getAttribute('value') ?? null;
}

/** The page that a person would open: a player's frame has one. */
function watchAddress(url: URL): string {
  const youtube =
    /(?:^|\.)youtube(?:-nocookie)?\.com$/i.test(url.hostname) && /^\/embed\/([\w-]{6,})/.exec(url.pathname);
  if (youtube) return `https://www.youtube.com/watch?v=${youtube[1]}`;
  const vimeo = /^player\.vimeo\.com$/i.test(url.hostname) && /^\/video\/(\d+)/.exec(url.pathname);
  if (vimeo) return `https://vimeo.com/${vimeo[1]}`;
  const bvid =
    url.searchParams.get('bvid') ?? (url.searchParams.get('aid') ? `av${url.searchParams.get('aid')}` : null);
  if (/bilibili\.com$/i.test(url.hostname) && bvid) return `https://www.bilibili.com/video/${bvid}`;
  return url.href;
}
