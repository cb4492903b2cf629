import type { Place } from './find-place';
import { isGenuine } from './genuine';
import { makeHost } from './host';
import { isolate } from './isolate';
import { keepInPlace } from './keep-host';

/** What the small label at the mark says, in the person's language. */
export interface PlaceWords {
  language: string;
  /** `Colophon found this here`. */
  found: string;
  close: string;
  /** Leads back into the reader, where the person came from there. */
  back?: string;
}

interface PlaceEnds {
  onClose: () => void;
  onBack?: () => void;
}

const style = `
  * { box-sizing: border-box; }
  .box { position: fixed; background: rgb(90 119 192 / .24); outline: 2px solid #5a77c0; border-radius: 3px; pointer-events: none; }
  .label { position: fixed; display: flex; gap: 8px; align-items: center; max-inline-size: min(440px, calc(100vw - 16px)); padding: 6px 6px 6px 12px;
    background: #24335c; color: #fff; border-radius: 8px; font: 500 13px/1.35 system-ui, sans-serif; box-shadow: 0 4px 18px rgb(0 0 0 / .28); pointer-events: auto; }
  button { all: unset; cursor: pointer; padding: 4px 9px; border-radius: 5px; box-shadow: inset 0 0 0 1px rgb(255 255 255 / .5); min-block-size: 24px; white-space: nowrap; }
  button:hover { background: rgb(255 255 255 / .16); } button:focus-visible { outline: 2px solid #fff; outline-offset: 1px; }
  @media (forced-colors: active) { .box, .label { border: 2px solid Highlight; } }
`;

/** Long stretches are drawn line by line; more lines than this are one box. */
const mostBoxes = 60;

/**
 * Marks a place of the live page: boxes of our own over its lines, in a shadow root, so that not a node of the page
 * changes. Goes with Escape, with a press anywhere on the page, or with its button; then the page is as it was.
 */
export class PlaceMark {
  readonly #place: Place;
  readonly #window: Window;
  readonly #host: HTMLElement;
  readonly #label: HTMLElement;
  readonly #boxes: HTMLElement;
  readonly #focused: Element | null;
  readonly #listening = new AbortController();
  readonly #stopKeeping: () => void;
  #frame = 0;

  constructor(window: Window, place: Place, words: PlaceWords, ends: PlaceEnds) {
    const { document } = window;
    this.#window = window;
    this.#place = place;
    this.#focused = document.activeElement;
    const { host, shadow } = makeHost(document, style);
    this.#host = host;
    this.#boxes = document.createElement('div');
    this.#label = labelOf(document, words, ends);
    shadow.append(this.#boxes, this.#label);
    isolate(shadow);
    document.documentElement.append(host);
    this.#stopKeeping = keepInPlace(host, () => this.#draw(), ends.onClose);
    scrollTo(window, place);
    this.#draw();
    this.#listen(ends.onClose);
    this.#label.querySelector('button')?.focus({ preventScroll: true });
  }

  /** Takes the mark away and gives the focus back. */
  remove(): void {
    this.#listening.abort();
    this.#window.cancelAnimationFrame(this.#frame);
    this.#stopKeeping();
    const hadFocus = this.#host.ownerDocument.activeElement === this.#host;
    this.#host.remove();
    if (hadFocus && this.#focused instanceof HTMLElement && this.#focused.isConnected) {
      this.#focused.focus({ preventScroll: true });
    }
  }

  #listen(onClose: () => void): void {
    const { signal } = this.#listening;
    const later = (): void => {
      this.#frame ||= this.#window.requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
    };
    this.#window.addEventListener('scroll', later, { capture: true, passive: true, signal });
    this.#window.addEventListener('resize', later, { passive: true, signal });
    const isOurs = (event: Event): boolean => event.composedPath().includes(this.#host);
    this.#window.addEventListener('pointerdown', (event) => isGenuine(event) && !isOurs(event) && onClose(), {
      capture: true,
      signal,
    });
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !isGenuine(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      onClose();
    };
    this.#window.addEventListener('keydown', onKey, { capture: true, signal });
  }

  #draw(): void {
    const rects = linesOf(this.#place);
    this.#boxes.replaceChildren(
      ...rects.map((rect) => {
        const box = this.#boxes.ownerDocument.createElement('div');
        box.className = 'box';
        setPlace(box, rect.left - 3, rect.top - 2);
        box.style.inlineSize = `${rect.width + 6}px`;
        box.style.blockSize = `${rect.height + 4}px`;
        return box;
      }),
    );
    const last = rects.at(-1);
    if (!last) return;
    const { innerWidth, innerHeight } = this.#window;
    const { offsetWidth, offsetHeight } = this.#label;
    const below = last.bottom + 8;
    const first = rects[0] ?? last;
    const top = below + offsetHeight < innerHeight ? below : first.top - offsetHeight - 8;
    setPlace(
      this.#label,
      clamp(last.left, 8, innerWidth - offsetWidth - 8),
      clamp(top, 8, innerHeight - offsetHeight - 8),
    );
  }
}

function labelOf(document: Document, words: PlaceWords, ends: PlaceEnds): HTMLElement {
  const label = document.createElement('div');
  label.className = 'label';
  label.lang = words.language;
  label.setAttribute('role', 'status');
  const say = document.createElement('span');
  say.textContent = words.found;
  label.append(say);
  const button = (text: string, run: () => void): void => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', run);
    label.append(made);
  };
  if (words.back && ends.onBack) button(words.back, ends.onBack);
  button(words.close, ends.onClose);
  return label;
}

/** The middle of the place comes to the middle of the window, also where it lies in a box that scrolls by itself. */
function scrollTo(window: Window, place: Place): void {
  const element = isRange(place) ? place.startContainer.parentElement : place;
  element?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  const [first] = linesOf(place);
  if (!first) return;
  if (first.top >= 0 && first.bottom <= window.innerHeight) return;
  window.scrollBy({ top: first.top - window.innerHeight / 2, behavior: 'instant' });
}

function linesOf(place: Place): DOMRect[] {
  const lines = Array.from(place.getClientRects()).filter(({ width, height }) => width > 0 && height > 0);
  return lines.length > mostBoxes ? [place.getBoundingClientRect()] : lines;
}

function isRange(place: Place): place is Range {
  return 'startContainer' in place;
}

function setPlace(element: HTMLElement, left: number, top: number): void {
  element.style.left = `${Math.round(left)}px`;
  element.style.top = `${Math.round(top)}px`;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
