import { originalText } from '../../../utils/aids/han/show-han';
import type { TextMapOptions } from '../../../utils/anchor/text-map';

/** The class of everything that Colophon puts among the words of the page. */
export const oursClass = 'ours';

/** The text of the body is the page's own: without what we put in, and in the script that the page wrote. */
export const mapOptions: TextMapOptions = {
  skip: (element) => element.classList.contains(oursClass) || element.localName === 'button',
  textOf: originalText,
};
