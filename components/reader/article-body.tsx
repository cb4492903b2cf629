import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SafeHtml } from '../../utils/model/article';
import type { ClipImage } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import type { FilledBody } from '../../utils/reading/reader-view';
import { copyToClipboard } from '../common/clipboard';
import { captionPlace, findHeadings, type Heading, hasNote, nameBoxes } from './arrange-body';
import { addCopyButtons } from './copy-code';
import { fillBody, moveBody } from './fill-body';
import { openFootnotesInPlace } from './footnotes';
import { ImageNote } from './image-note';
import { layOutRest } from './lay-out-rest';
import type { ShownImage } from './lightbox';
import { openable, openImages } from './open-images';

/** The body once it stands in the document with the words of its article; a new object whenever it was filled anew. */
export interface ShownBody {
  element: HTMLElement;
  /** The pictures in reading order, with what the record knows of each. */
  images: readonly ShownImage[];
}

interface ArticleBodyProps {
  html: SafeHtml;
  /** A body that was filled with this HTML before, for the first frame: taken over instead of being made anew. */
  filled?: FilledBody;
  /** Absent until they are read; captions stand as the article has them until then. */
  images: readonly ClipImage[] | undefined;
  lang?: string;
  /** Gives the address under which an image is shown; without it, images show from where they stand. */
  imageAddress?: (image: ClipImage) => string | undefined;
  /** Links leave the surface: in the library they open beside it. */
  linksOpenBeside?: boolean;
  onHeadings?: (headings: Heading[]) => void;
  onBody?: (body: ShownBody) => void;
  onOpenImage?: (image: HTMLImageElement) => void;
}

/** The text of the article: the only component that shows HTML, through `setSafeHtml`. */
export function ArticleBody(props: ArticleBodyProps) {
  const { html, images, lang, imageAddress, linksOpenBeside } = props;
  const box = useRef<HTMLDivElement>(null);
  const tell = useRef(props);
  tell.current = props;
  const pictures = useRef<FilledBody['pictures']>([]);

  useLayoutEffect(() => {
    const body = box.current;
    if (!body) return;
    const { filled } = tell.current;
    const taken = filled?.html === html && !imageAddress ? moveBody(filled, body) : undefined;
    const { pictures: found } =
      taken ??
      fillBody(body, html, (src) => {
        if (!imageAddress) return src;
        const image = tell.current.images?.find((each) => each.src === src);
        return image && imageAddress(image);
      });
    pictures.current = found;
    nameBoxes(body, { code: t('codeBlock'), table: t('table') });
    const headings = findHeadings(body);
    if (linksOpenBeside) openLinksBeside(body);
    addCopyButtons(body, { copy: t('copyCode'), copied: t('copied') }, (text) =>
      copyToClipboard(body.ownerDocument, { text }),
    );
    const closeNotes = openFootnotesInPlace(body, { close: t('close'), note: t('footnote') });
    const closeImages = openImages(body, { open: t('openPicture') }, (image) =>
      tell.current.onOpenImage?.(image),
    );
    tell.current.onHeadings?.(headings);
    // On the box, for links that the article brought: they are reached and pressed by keyboard as links are.
    body.addEventListener('click', followOwnAnchor);
    const stopLayingOut = layOutRest(body);
    return () => {
      stopLayingOut();
      body.removeEventListener('click', followOwnAnchor);
      closeNotes();
      closeImages();
    };
  }, [html, imageAddress, linksOpenBeside]);

  useLayoutEffect(() => {
    const body = box.current;
    if (!body) return;
    const bySource = new Map(images?.map((image) => [image.src, image]));
    const places = pictures.current.flatMap(({ element, src }) => {
      const image = bySource.get(src);
      const place = image && hasNote(image) ? captionPlace(element) : undefined;
      if (image && place) render(<ImageNote image={image} lang={lang} />, place);
      return place ? [place] : [];
    });
    // Told again when the captions are there: they are text of the body too.
    const large = openable(body);
    tell.current.onBody?.({ element: body, images: pictures.current.filter(isAmong(large)) });
    return () => {
      for (const place of places) render(null, place);
    };
  }, [html, images, lang, imageAddress, linksOpenBeside]);

  return <div class="body" ref={box} />;
}

function isAmong(elements: readonly HTMLImageElement[]) {
  const all = new Set<HTMLElement>(elements);
  return (shown: { element: HTMLElement; src: string }): shown is ShownImage => all.has(shown.element);
}

/**
 * A link to a place in the article moves the reader there. Inside a shadow root the browser would look for the place
 * in the host page, and change its address.
 */
function followOwnAnchor(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const target = link?.getAttribute('href');
  if (!target?.startsWith('#') || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  const place = event.currentTarget.querySelector<HTMLElement>(`[id="${CSS.escape(target.slice(1))}"]`);
  if (!place) return;
  place.tabIndex = -1;
  place.scrollIntoView({ block: 'center' });
  place.focus({ preventScroll: true });
}

function openLinksBeside(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a')) {
    if (link.getAttribute('href')?.startsWith('#')) continue;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
}
