import { blockLines } from '../../dom/text';
import { isGenuine } from '../genuine';

/** The words of the chooser, in the person's language. */
export interface ChooserWords {
  language: string;
  /** Its name for screen readers: what is chosen here, and by which keys. */
  title: string;
  /** What Enter does with the block: `Take`, `Take out`. */
  take: string;
  wider: string;
  narrower: string;
  leave: string;
  /** Says what a block is: its kind, and how it begins. */
  describe(element: Element): string;
  /** There is nothing wider, narrower, or beside it. */
  end: string;
}

export interface ChooserOptions {
  window: Window & typeof globalThis;
  /** Blocks are chosen within it. */
  root: Element;
  start: Element | undefined;
  /** Whether an element is a block that can be chosen. */
  isChoice(element: Element): boolean;
  words: ChooserWords;
  /** A press on a block holds it, so that it can be widened; or takes it at once. */
  press: 'hold' | 'take';
  onTake(element: Element): void;
  onLeave(): void;
}

export const chooserStyle = `
  .chooser, .chooser * { box-sizing: border-box; }
  .chooser { all: unset; position: fixed; inset: 0; display: block; font: 500 13px/1.4 system-ui, sans-serif; cursor: crosshair; outline: none; z-index: 40; }
  .chooser-box { position: fixed; background: rgb(90 119 192 / .2); outline: 2px solid #33508f; outline-offset: 1px; box-shadow: 0 0 0 4px rgb(255 255 255 / .75); border-radius: 3px; pointer-events: none; }
  .chooser-bar { position: fixed; display: grid; gap: 6px; inline-size: max-content; max-inline-size: min(460px, calc(100vw - 16px)); padding: 8px 8px 8px 12px;
    background: #24335c; color: #fff; border-radius: 9px; box-shadow: 0 4px 18px rgb(0 0 0 / .32); cursor: default; }
  .chooser-said { margin: 0; overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
  .chooser-acts { display: flex; flex-wrap: wrap; gap: 6px; }
  .chooser button { all: unset; box-sizing: border-box; cursor: pointer; min-block-size: 28px; padding: 3px 9px; border-radius: 6px; box-shadow: inset 0 0 0 1px rgb(255 255 255 / .5); white-space: nowrap; }
  .chooser button:hover { background: rgb(255 255 255 / .16); } .chooser button.chooser-take { background: #fff; color: #24335c; font-weight: 600; }
  .chooser kbd { font: 500 11px/1 system-ui, sans-serif; opacity: .8; margin-inline-start: 5px; }
  .chooser-live { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  @media (pointer: coarse) { .chooser button { min-block-size: 44px; padding-inline: 14px; } }
  @media (forced-colors: active) { .chooser-box, .chooser-bar { outline: 3px solid Highlight; } }
`;

/**
 * Lets a person choose a block, with the mouse, by touch or by keyboard: Up and Down widen and narrow, Tab and Shift+Tab
 * (or Right and Left) go to the next and the one before, Enter takes, Escape leaves. It lies over everything as one pane
 * of ours, so that what is under it hears of no pointer and not a node of it changes.
 */
export class Chooser {
  /** To be put over the root by who made it. */
  readonly pane: HTMLElement;
  readonly #options: ChooserOptions;
  readonly #box: HTMLElement;
  readonly #bar: HTMLElement;
  readonly #said: HTMLElement;
  readonly #live: HTMLElement;
  readonly #listening = new AbortController();
  readonly #onRemove: (() => void) | undefined;
  /** The way down again, after widening. */
  #inner: Element[] = [];
  #current: Element | undefined;
  #isHeld = false;
  #frame = 0;

  constructor(options: ChooserOptions, onRemove?: () => void) {
    this.#options = options;
    this.#onRemove = onRemove;
    const { window, words } = options;
    const { document } = window;
    const make = (name: string, className: string, ...children: (Node | string)[]): HTMLElement => {
      const made = document.createElement(name);
      made.className = className;
      made.append(...children);
      return made;
    };
    const button = (text: string, key: string, act: () => void, className = ''): HTMLElement => {
      const hint = make('kbd', '', key);
      hint.setAttribute('aria-hidden', 'true');
      const made = make('button', className, text, hint) as HTMLButtonElement;
      made.type = 'button';
      made.tabIndex = -1; // Tab goes from block to block; each button has its key.
      made.addEventListener('click', act);
      return made;
    };
    this.#box = make('div', 'chooser-box');
    this.#said = make('p', 'chooser-said');
    this.#live = make('p', 'chooser-live');
    this.#live.setAttribute('role', 'status');
    this.#bar = make(
      'div',
      'chooser-bar',
      this.#said,
      make(
        'div',
        'chooser-acts',
        button(words.take, '↵', () => this.#take(), 'chooser-take'),
        button(words.wider, '↑', () => this.#widen()),
        button(words.narrower, '↓', () => this.#narrow()),
        button(words.leave, 'Esc', () => options.onLeave()),
      ),
    );
    this.pane = make('div', 'chooser', this.#box, this.#bar, this.#live);
    this.pane.lang = words.language;
    this.pane.tabIndex = -1;
    // A screen reader then gives the keys to us and not to its own reading of the page.
    this.pane.setAttribute('role', 'application');
    this.pane.setAttribute('aria-label', words.title);
    this.#listen();
  }

  /** Begins, once the pane stands in the document. */
  start(): void {
    this.pane.focus({ preventScroll: true });
    this.#go(this.#options.start ?? this.#first());
  }

  remove(): void {
    this.#listening.abort();
    this.#options.window.cancelAnimationFrame(this.#frame);
    this.pane.remove();
    this.#onRemove?.();
  }

  #listen(): void {
    const { window, press } = this.#options;
    const { signal } = this.#listening;
    const later = (): void => {
      this.#frame ||= window.requestAnimationFrame(() => {
        this.#frame = 0;
        this.#draw();
      });
    };
    window.addEventListener('scroll', later, { capture: true, passive: true, signal });
    window.addEventListener('resize', later, { passive: true, signal });
    // On the window and first: a page that takes the focus for itself does not take the keys.
    window.addEventListener('keydown', (event) => this.#onKey(event), { capture: true, signal });
    const onBar = (event: Event): boolean => event.composedPath().includes(this.#bar);
    this.pane.addEventListener('pointermove', (event) => {
      if (!this.#isHeld && !onBar(event)) this.#point(event);
    });
    this.pane.addEventListener('click', (event) => {
      if (onBar(event)) return;
      event.preventDefault();
      this.#point(event);
      if (press === 'take') this.#take();
      else this.#isHeld = true;
    });
    this.pane.addEventListener('wheel', (event) => this.#scroll(event), { passive: true });
  }

  #onKey(event: KeyboardEvent): void {
    if (!isGenuine(event) || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const acts: Record<string, () => void> = {
      ArrowUp: () => this.#widen(),
      ArrowDown: () => this.#narrow(),
      ArrowRight: () => this.#step(1),
      ArrowLeft: () => this.#step(-1),
      Tab: () => this.#step(event.shiftKey ? -1 : 1),
      Enter: () => this.#take(),
      Delete: () => this.#take(),
      Escape: () => this.#options.onLeave(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#isHeld = event.key !== 'Escape';
    act();
  }

  #point(event: MouseEvent): void {
    const found = this.#under(event);
    if (found && found !== this.#current) this.#show(found);
  }

  /** The block under the pointer: looked for through our own pane. */
  #under({ clientX, clientY }: MouseEvent): Element | undefined {
    this.pane.style.pointerEvents = 'none';
    const root = this.#options.root.getRootNode() as Document | ShadowRoot;
    let found = root.elementFromPoint(clientX, clientY);
    this.pane.style.pointerEvents = '';
    while (found && !(this.#options.root.contains(found) && this.#options.isChoice(found)))
      found = found.parentElement;
    return found ?? undefined;
  }

  /** The wheel goes to what can be scrolled under the pane. */
  #scroll(event: WheelEvent): void {
    let at = this.#under(event) ?? null;
    const { window } = this.#options;
    for (; at; at = at.parentElement) {
      const style = window.getComputedStyle(at);
      const scrolls = /auto|scroll/.test(style.overflowY) && at.scrollHeight > at.clientHeight;
      if (!scrolls) continue;
      at.scrollBy({ top: event.deltaY, left: event.deltaX, behavior: 'instant' });
      return;
    }
  }

  #take(): void {
    if (this.#current) this.#options.onTake(this.#current);
  }

  /** The nearest ancestor that is a block of its own, and not only a wrapper of the same size. */
  #widen(): void {
    const from = this.#current;
    if (!from) return;
    let at = from.parentElement;
    while (at && this.#isInside(at) && (!this.#options.isChoice(at) || isSame(at, from)))
      at = at.parentElement;
    if (at && this.#isInside(at) && this.#options.isChoice(at)) {
      this.#inner.push(from);
      this.#show(at, true);
    } else this.#say(this.#options.words.end);
  }

  #narrow(): void {
    const from = this.#current;
    if (!from) return;
    const known = this.#inner.pop();
    const isBack = known?.isConnected && from.contains(known);
    if (!isBack) this.#inner = [];
    const inner = isBack
      ? known
      : Array.from(from.querySelectorAll('*')).find(
          (element) => this.#options.isChoice(element) && !isSame(element, from),
        );
    if (inner) this.#show(inner, true);
    else this.#say(this.#options.words.end);
  }

  #step(direction: 1 | -1): void {
    const next = this.#current ? this.#beside(this.#current, direction) : this.#first();
    if (next) this.#go(next);
    else this.#say(this.#options.words.end);
  }

  /** The next or former block: a sibling where there is one, else beside what holds this. */
  #beside(from: Element, direction: 1 | -1): Element | undefined {
    const { root, isChoice } = this.#options;
    for (let at: Element | null = from; at && at !== root && this.#isInside(at); at = at.parentElement) {
      let sibling: Element | null = at;
      do sibling = direction > 0 ? sibling.nextElementSibling : sibling.previousElementSibling;
      while (sibling && !isChoice(sibling));
      if (sibling) return sibling;
    }
    return undefined;
  }

  #first(): Element | undefined {
    return Array.from(this.#options.root.querySelectorAll('*')).find((element) =>
      this.#options.isChoice(element),
    );
  }

  #isInside(element: Element): boolean {
    return this.#options.root.contains(element);
  }

  #go(element: Element | undefined): void {
    this.#inner = [];
    if (element) this.#show(element, true);
  }

  #show(element: Element, bring = false): void {
    this.#current = element;
    if (bring) bringIntoView(element, this.#options.window);
    this.#draw();
    const words = this.#options.words.describe(element);
    this.#said.textContent = words;
    this.#say(words);
  }

  #say(words: string): void {
    this.#live.textContent = words;
  }

  #draw(): void {
    const element = this.#current;
    if (!element) return;
    const { innerWidth, innerHeight } = this.#options.window;
    const { left, top, width, height, bottom } = element.getBoundingClientRect();
    Object.assign(this.#box.style, {
      left: `${Math.round(left)}px`,
      top: `${Math.round(top)}px`,
      width: `${Math.round(width)}px`,
      height: `${Math.round(height)}px`,
    });
    const { offsetWidth, offsetHeight } = this.#bar;
    const below = bottom + 10;
    const above = top - offsetHeight - 10;
    const place =
      below + offsetHeight < innerHeight ? below : above > 8 ? above : innerHeight - offsetHeight - 8;
    Object.assign(this.#bar.style, {
      left: `${Math.round(clamp(left, 8, innerWidth - offsetWidth - 8))}px`,
      top: `${Math.round(clamp(place, 8, innerHeight - offsetHeight - 8))}px`,
    });
  }
}

/** Whether two nested blocks are one to the eye: the same words in the same place. */
function isSame(one: Element, other: Element): boolean {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  const near = (x: number, y: number): boolean => Math.abs(x - y) < 2;
  return near(a.width, b.width) && near(a.height, b.height) && near(a.top, b.top);
}

function bringIntoView(element: Element, window: Window): void {
  const { top, bottom, height } = element.getBoundingClientRect();
  if (
    height < window.innerHeight
      ? top >= 0 && bottom <= window.innerHeight
      : top < window.innerHeight * 0.6 && bottom > window.innerHeight * 0.4
  )
    return;
  element.scrollIntoView({
    block: height < window.innerHeight ? 'center' : 'start',
    inline: 'nearest',
    behavior: 'instant',
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** The first words of a block, for its label. */
export function beginningOf(element: Element, length = 70): string {
  const words = blockLines(element).join(' ');
  const characters = [...words];
  return characters.length > length ? `${characters.slice(0, length).join('').trimEnd()}…` : words;
}
