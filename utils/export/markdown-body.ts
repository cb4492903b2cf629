import { fromDom } from 'hast-util-from-dom';
import { toMdast } from 'hast-util-to-mdast';
import type { Image, Nodes, PhrasingContent, RootContent } from 'mdast';
import { imageAttribution } from '../cite/attribution';
import { parseInert } from '../dom/parse-inert';
import { sanitize } from '../dom/sanitize';
import type { ClipImage, ClipRecord } from '../model/clip';
import type { ExportOptions } from './format';
import { italic, paragraph, text } from './mdast';
import { wordsOf } from './words';

interface BodyOptions extends Pick<ExportOptions, 'window' | 'language'> {
  fileOf: (image: ClipImage) => string | undefined;
}

/** The article as Markdown nodes, each image followed by a line that says whose it is. */
export function bodyTree(record: ClipRecord, options: BodyOptions): RootContent[] {
  const { window } = options;
  const body = parseInert(sanitize(record.content.html, window), window).body;
  const images = new Map(record.images.map((image) => [image.src, image]));
  dropKnownCaptions(body, images);
  const tree = toMdast(fromDom(body) as Parameters<typeof toMdast>[0], { newlines: false });
  const blocks = 'children' in tree ? (tree.children as RootContent[]) : [];
  return blocks.flatMap((block) => withCredits(block, images, options));
}

/** The credit line says the caption; it is not said twice. */
function dropKnownCaptions(body: HTMLElement, images: Map<string, ClipImage>): void {
  for (const figure of body.querySelectorAll('figure')) {
    const known = images.get(figure.querySelector('img')?.getAttribute('src') ?? '');
    if (known?.caption) figure.querySelector('figcaption')?.remove();
  }
}

function withCredits(
  block: RootContent,
  images: Map<string, ClipImage>,
  options: BodyOptions,
): RootContent[] {
  const shown = imagesIn(block);
  const credits = shown.flatMap((node) => {
    const image = images.get(node.url);
    const line = image && imageAttribution(image, options.language);
    return line ? [paragraph(italic(line))] : [];
  });
  for (const node of shown) point(node, images.get(node.url), options);
  return [block, ...credits];
}

function imagesIn(node: Nodes): Image[] {
  if (node.type === 'image') return [node];
  return 'children' in node ? (node.children as Nodes[]).flatMap(imagesIn) : [];
}

/** Points an image at its file. One that stands inside the page's text as bytes and was not kept becomes words. */
function point(node: Image, image: ClipImage | undefined, options: BodyOptions): void {
  const file = image && options.fileOf(image);
  if (file) node.url = encodeURI(file);
  else if (!/^https?:/i.test(node.url)) replaceByWords(node, wordsOf(options.language).imageNotKept);
}

function replaceByWords(node: Image, words: string): void {
  const replacement: PhrasingContent = text(`[${node.alt || words}]`);
  Object.assign(node, { url: undefined, alt: undefined, title: undefined }, replacement);
}
