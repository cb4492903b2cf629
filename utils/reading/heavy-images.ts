import type { Article } from '../model/article';

/** An image that a page carries in itself and that is larger than this is left out where the text has no room. */
const HEAVY = 100_000;
/** A tag of our own writing: no value holds a quotation mark or an angle bracket that is not written as an entity. */
const imageTag = /<img\b[^<>]*>/g;

/**
 * Leaves out the largest images that stand in the page as data, until the article's HTML fits: a page with hundreds of
 * megabytes of pictures in it has a text that can be read. Images that have an address are not touched.
 * @param most the size that the HTML may have, in characters.
 */
export function withoutHeavyImages(article: Article, most: number): Article {
  if (article.html.length <= most) return article;
  const found = [...article.html.matchAll(imageTag)]
    .map(([tag]) => ({ tag, src: sourceOf(tag) }))
    .filter(({ src }) => src.length > HEAVY);
  const gone = new Set<string>();
  let size = article.html.length;
  for (const { tag, src } of found.sort((one, other) => other.tag.length - one.tag.length)) {
    if (size <= most) break;
    if (!gone.has(src)) size -= tag.length;
    gone.add(src);
  }
  if (gone.size === 0) return article;
  const html = article.html
    .replace(imageTag, (tag) => (gone.has(sourceOf(tag)) ? '' : tag))
    .replaceAll('<figure></figure>', '');
  return { ...article, html, images: article.images.filter(({ src }) => !gone.has(src)) };
}

/** The picture that a tag carries in itself, or nothing. */
function sourceOf(tag: string): string {
  const start = tag.indexOf(' src="data:');
  return start < 0 ? '' : tag.slice(start + 6, tag.indexOf('"', start + 6));
}
