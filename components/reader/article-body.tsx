import { render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { setSafeHtml } from '../../utils/dom/set-safe-html';
import type { SafeHtml } from '../../utils/model/article';
import type { ClipImage } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { arrangeBody, type Heading } from './arrange-body';
import { ImageNote } from './image-note';

interface ArticleBodyProps {
  html: SafeHtml;
  images: readonly ClipImage[];
  lang?: string;
  /** Gives the address under which an image is shown; without it, images show from where they stand. */
  imageAddress?: (image: ClipImage) => string | undefined;
  /** Links leave the surface: in the library they open beside it. */
  linksOpenBeside?: boolean;
  onHeadings?: (headings: Heading[]) => void;
}

/** The text of the article: the only component that sets HTML, through `setSafeHtml`. */
export function ArticleBody(props: ArticleBodyProps) {
  const { html, images, lang, imageAddress, linksOpenBeside, onHeadings } = props;
  const box = useRef<HTMLDivElement>(null);
  const tell = useRef(onHeadings);
  tell.current = onHeadings;

  useLayoutEffect(() => {
    const body = box.current;
    if (!body) return;
    const bySource = new Map(images.map((image) => [image.src, image]));
    const shown: (ClipImage | undefined)[] = [];
    setSafeHtml(body, html, {
      imageSource: (src) => {
        const image = bySource.get(src);
        shown.push(image);
        if (!imageAddress) return src;
        return image && imageAddress(image);
      },
    });
    const words = { code: t('codeBlock'), table: t('table') };
    const { headings, captions } = arrangeBody(body, shown, words);
    if (linksOpenBeside) openLinksBeside(body);
    for (const { image, place } of captions) render(<ImageNote image={image} lang={lang} />, place);
    tell.current?.(headings);
    // On the box, for links that the article brought: they are reached and pressed by keyboard as links are.
    body.addEventListener('click', followOwnAnchor);
    return () => {
      body.removeEventListener('click', followOwnAnchor);
      for (const { place } of captions) render(null, place);
    };
  }, [html, images, lang, imageAddress, linksOpenBeside]);

  return <div class="body" ref={box} />;
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
