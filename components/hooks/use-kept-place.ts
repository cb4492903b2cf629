import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { getPlace, isPrivate, type KeptPlace, keepPlace } from '../../utils/platform/places';

/** How long the scrolling must rest before the place is kept. */
const rest = 500;
/** So near to either end there is nothing to come back to. */
const edge = 0.03;
const quoteLength = 80;

export interface PlaceOffer {
  /** The first words of the paragraph. */
  words: string;
  share: number;
}

interface Options {
  /** What names the article: its address. Without one nothing is kept yet. */
  article: string | undefined;
  body: HTMLElement | undefined;
  scroller: () => HTMLElement | null;
}

/**
 * Remembers where somebody stopped reading an article, and offers the way there when it is opened again. Nothing is
 * remembered in a private window; an article that was read to its end is forgotten.
 */
export function useKeptPlace({ article, body, scroller }: Options): {
  offer: PlaceOffer | undefined;
  goThere: () => void;
  dismiss: () => void;
} {
  const [offer, setOffer] = useState<PlaceOffer>();
  const target = useRef<HTMLElement>(undefined);
  const box = useRef(scroller);
  box.current = scroller;
  const name = useRef(article);
  name.current = article;
  const moved = useRef(false);
  const dismiss = useCallback(() => setOffer(undefined), []);

  useEffect(() => {
    const element = box.current();
    if (!element || !body || isPrivate()) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let here: KeptPlace | undefined;
    moved.current = false;
    const keep = (): void => {
      timer = undefined;
      // The text is shown, and may be scrolled, before all is known of it.
      if (name.current) void keepPlace(name.current, here).catch(() => undefined);
      else timer = setTimeout(keep, rest);
    };
    const onScroll = (): void => {
      moved.current = true;
      here = placeIn(element, body); // now: when the reader is closed, the text stands nowhere any more
      clearTimeout(timer);
      timer = setTimeout(keep, rest);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      setOffer(undefined);
      element.removeEventListener('scroll', onScroll);
      if (!timer) return;
      clearTimeout(timer);
      if (name.current) keep();
    };
  }, [body]);

  useEffect(() => {
    if (!article || !body || isPrivate()) return;
    let gone = false;
    getPlace(article).then(
      (place) => {
        if (gone || !place || moved.current) return;
        target.current = findPlace(body, place);
        setOffer({ words: place.quote, share: place.share });
      },
      () => undefined, // a storage that cannot be read offers nothing
    );
    return () => {
      gone = true;
    };
  }, [article, body]);

  const goThere = useCallback((): void => {
    setOffer(undefined);
    const place = target.current;
    if (!place) return;
    place.tabIndex = -1;
    place.scrollIntoView({ block: 'start', behavior: 'instant' });
    place.focus({ preventScroll: true });
  }, []);
  return { offer, goThere, dismiss };
}

/** The place now; undefined at the beginning and at the end. */
function placeIn(scroller: HTMLElement, body: HTMLElement): KeptPlace | undefined {
  const room = scroller.scrollHeight - scroller.clientHeight;
  const share = room > 0 ? scroller.scrollTop / room : 1;
  if (share < edge || share > 1 - edge) return undefined;
  const block = blockAt(body, scroller.getBoundingClientRect().top + 80);
  const quote = wordsOf(block);
  return quote ? { quote, share: Math.round(share * 1000) / 1000, at: Date.now() } : undefined;
}

/** The first block whose lower edge is below a line, found by halving. */
function blockAt(body: HTMLElement, line: number): Element | undefined {
  const blocks = body.children;
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.getBoundingClientRect().bottom ?? 0) > line) high = middle;
    else low = middle + 1;
  }
  let block: Element | undefined = blocks[low];
  while (block && !wordsOf(block)) block = block.nextElementSibling ?? undefined;
  return block;
}

function findPlace(body: HTMLElement, place: KeptPlace): HTMLElement | undefined {
  const blocks = [...body.children].filter((child): child is HTMLElement => child instanceof HTMLElement);
  const same = blocks.filter((block) => wordsOf(block) === place.quote);
  const guess = blocks[Math.min(blocks.length - 1, Math.round(place.share * blocks.length))];
  if (same.length < 2) return same[0] ?? guess;
  // The same words more than once: the one that is as far down as the place was.
  const wanted = place.share * blocks.length;
  return same.toSorted(
    (one, other) => Math.abs(blocks.indexOf(one) - wanted) - Math.abs(blocks.indexOf(other) - wanted),
  )[0];
}

function wordsOf(block: Element | undefined): string {
  const words = block?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  return [...words].slice(0, quoteLength).join('');
}
