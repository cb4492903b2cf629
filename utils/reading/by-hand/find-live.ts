import { foldSpace } from '../../dom/text';
import type { BlockKey } from './without-blocks';

/**
 * The block of the live page that a block of the reader was taken from: the outermost one with the same words, or the
 * figure of the same picture. Undefined where the reader's block was put together from several.
 */
export function findLive(document: Document, { text, pictures }: BlockKey): Element | undefined {
  if (text) {
    for (const element of Array.from(document.body.querySelectorAll('*'))) {
      const own = element.textContent ?? '';
      if (own.length >= text.length && own.length < text.length * 3 + 400 && foldSpace(own) === text)
        return element;
    }
    return undefined;
  }
  const [src] = pictures.split(' ');
  const image = Array.from(document.images).find((each) => each.currentSrc === src || each.src === src);
  const figure = image?.closest('figure');
  return figure && figure.querySelectorAll('img').length === 1 ? figure : image;
}
