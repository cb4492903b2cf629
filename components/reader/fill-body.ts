import { setSafeHtml } from '../../utils/dom/set-safe-html';
import type { SafeHtml } from '../../utils/model/article';
import type { FilledBody } from '../../utils/reading/reader-view';
import { arrangeBody } from './arrange-body';
import { numberElements } from './by-hand/numbers';

/** From so many blocks on, what is far off the window is laid out when it comes near. */
const longFrom = 300;
/** From so many blocks on, the first frame is laid out no further than the window. */
const earlyFrom = 12;

/**
 * Fills an element with the safe HTML of an article and arranges it for reading.
 * @param imageSource gives the address under which an image is shown; see `setSafeHtml`.
 */
export function fillBody(
  element: HTMLElement,
  html: SafeHtml,
  imageSource: (src: string) => string | undefined = (src) => src,
): FilledBody {
  const sources: string[] = [];
  setSafeHtml(element, html, {
    imageSource: (src) => {
      sources.push(src);
      return imageSource(src);
    },
  });
  numberElements(element);
  const pictures = [...element.querySelectorAll<HTMLElement>('img, .missing-image')].map(
    (picture, index) => ({
      element: picture,
      src: sources[index] ?? '',
    }),
  );
  arrangeBody(element);
  markLong(element);
  return { element, html, pictures };
}

/** Lets the first frame of a body end at the window's lower edge. For bodies that are moved out of it at once. */
export function hasten({ element }: FilledBody): void {
  if (element.children.length > earlyFrom) element.dataset.long = '';
}

/** Moves what a body was filled with into another element. Undefined where it was moved already. */
export function moveBody(from: FilledBody, element: HTMLElement): FilledBody | undefined {
  if (!from.element.hasChildNodes()) return undefined;
  element.replaceChildren(...from.element.childNodes);
  markLong(element);
  return { ...from, element };
}

function markLong(element: HTMLElement): void {
  if (element.children.length > longFrom) element.dataset.long = '';
}
