import type { Article } from '../model/article';

/** An image that a page carries in itself and that is larger than this is left out where the text has no room. */
const heavy = /<img\b[^>]*?\ssrc="(data:[^"]{100000,})"[^>]*>/g;

/**
 * Leaves out the largest images that stand in the page as data, until the article's HTML fits: a page with hundreds of
 * megabytes of pictures in it has a text that can be read. Images that have an address are not touched.
 * @param most the size that the HTML may have, in characters.
 */
export function withoutHeavyImages(article: Article, most: number): Article {
  if (article.html.length <= most) return article;
  const found = [...article.html.matchAll(heavy)].map(([tag, src = '']) => ({ tag, src }));
  const gone = new Set<string>();
  let size = article.html.length;
  for (const { tag, src } of found.sort((one, other) => other.tag.length - one.tag.length)) {
    if (size <= most) break;
    if (!gone.has(src)) size -= tag.length;
    gone.add(src);
  }
  if (gone.size === 0) return article;
  const html = article.html
    .replace(heavy, (tag, src: string) => (gone.has(src) ? '' : tag))
    .replaceAll('<figure></figure>', '');
  return { ...article, html, images: article.images.filter(({ src }) => !gone.has(src)) };
}
