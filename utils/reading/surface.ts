import { afterPaint } from './after-paint';
import { isGenuine } from './genuine';
import { hideScrollbars, scrollbarRoom } from './hide-scrollbars';
import { addStyle, makeHost } from './host';
import { isolate } from './isolate';
import { countContests, hasItsStyles, keepHost } from './keep-host';

const dialogStyle = `
  dialog.surface { all: unset; position: fixed; inset: 0; display: block; inline-size: 100%; block-size: 100%;
    max-inline-size: none; max-block-size: none; margin: 0; padding: 0; border: 0; overflow: hidden;
    overscroll-behavior: contain;
    /* The page around a modal dialog cannot be selected; the browser's own sheet gives the dialog its text back. */
    user-select: text; }
  dialog.surface.begins * { scrollbar-width: none; }
  dialog.surface::backdrop { background: none; }
  :host([data-printing]) { position: static !important; inline-size: auto !important; block-size: auto !important; }
  dialog.surface.printing { position: static; block-size: auto; overflow: visible; }
  dialog.surface.printing > div { block-size: auto !important; }
`;

/**
 * A full-window surface over a page: a modal dialog in a shadow root, so it stands in the top layer whatever the page's
 * styles say, and the page behind is inert. Removing it leaves focus, scroll and the page's DOM as they were.
 */
export class Surface {
  readonly root: HTMLDivElement;
  readonly #host: HTMLElement;
  readonly #shadow: ShadowRoot;
  readonly #dialog: HTMLDialogElement;
  readonly #document: Document;
  readonly #restore: () => void;
  #showScrollbars: (() => void) | undefined;
  readonly #onEscape: () => void;
  readonly #stopKeeping: () => void;
  readonly #goesOn = countContests();
  /** What was scrolled last, and how far: an element that is moved loses it. */
  #scrolled: { box: Element; top: number } | undefined;
  #printing: { sheet: CSSStyleSheet; focused: Element | null } | undefined;
  /** Closings that we made ourselves and whose events are still to come. */
  #ownCloses = 0;
  /** A dialog that the page opens later would stand on top of ours: then ours is shown anew. */
  readonly #dialogs = new MutationObserver((changes) => {
    const opened = changes.some(
      ({ target }) => target instanceof HTMLDialogElement && target.matches(':modal'),
    );
    if (opened) this.#reclaim();
  });
  /** The same for what the page shows as a popover. */
  readonly #onToggle = (event: Event): void => {
    const opened = event instanceof ToggleEvent && event.newState === 'open' && isGenuine(event);
    if (opened && event.target !== this.#host) this.#reclaim();
  };
  /** And for what the page shows over the whole screen. */
  readonly #onFullscreen = (event: Event): void => {
    if (isGenuine(event) && this.#document.fullscreenElement) this.#reclaim();
  };

  /** Puts the surface up. Takes the page's window, the style sheet, and what Escape does. */
  constructor(window: Window, css: string, onEscape: () => void) {
    const document = window.document;
    this.#document = document;
    this.#restore = remember(window);
    this.#onEscape = onEscape;
    const { host, shadow } = makeHost(document, dialogStyle + css);
    this.#host = host;
    this.#shadow = shadow;
    this.#dialog = document.createElement('dialog');
    this.#dialog.className = 'surface';
    // To change the page's scrollbar costs a layout, which would keep the text back: till then it stands in for the surface's own.
    this.#dialog.classList.toggle('begins', scrollbarRoom(window) > 0);
    void afterPaint(window).then(() => this.#takeScrollbars(window));
    this.root = document.createElement('div');
    this.root.style.setProperty('block-size', '100%');
    this.#dialog.append(this.root);
    shadow.append(this.#dialog);
    this.#dialog.addEventListener('cancel', (event) => {
      if (event.target !== this.#dialog) return;
      event.preventDefault();
      // Of Escape where nothing in the surface has the focus, and of a phone's way back, only this tells.
      if (!shadow.activeElement) onEscape();
    });
    this.#dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onEscape();
    });
    // A browser may close a dialog against its will when Escape comes twice.
    this.#dialog.addEventListener('close', () => {
      if (this.#ownCloses > 0) this.#ownCloses -= 1;
      else onEscape();
    });
    isolate(shadow);
    const onScroll = ({ target }: Event): void => {
      if (target instanceof Element) this.#scrolled = { box: target, top: target.scrollTop };
    };
    shadow.addEventListener('scroll', onScroll, { capture: true, passive: true });
    document.documentElement.append(this.#host);
    this.#dialog.showModal();
    this.#stopKeeping = keepHost(host, () => this.#putBack());
    document.addEventListener('fullscreenchange', this.#onFullscreen, true);
    window.addEventListener('beforeprint', this.#beforePrint);
    window.addEventListener('afterprint', this.#afterPrint);
    document.addEventListener('toggle', this.#onToggle, true);
    this.#dialogs.observe(document, { subtree: true, attributeFilter: ['open'] });
  }

  /** Adds to the style sheet of the surface. */
  addStyle(css: string): void {
    addStyle(this.#shadow, css);
  }

  /** Takes the surface away. */
  remove(): void {
    const window = this.#document.defaultView;
    window?.removeEventListener('beforeprint', this.#beforePrint);
    window?.removeEventListener('afterprint', this.#afterPrint);
    this.#document.removeEventListener('toggle', this.#onToggle, true);
    this.#document.removeEventListener('fullscreenchange', this.#onFullscreen, true);
    this.#stopKeeping();
    this.#dialogs.disconnect();
    this.#afterPrint();
    this.#host.remove();
    if (this.#document.documentElement) this.#restore();
    const show = this.#showScrollbars;
    if (show && window) void afterPaint(window).then(show); // first the page, which that lays out anew
  }

  #takeScrollbars(window: Window): void {
    this.#dialog.classList.remove('begins');
    if (this.isShown) this.#showScrollbars = hideScrollbars(window);
  }

  /**
   * On paper the article takes the page's place: out of the top layer, which would be cut off at one sheet, into the
   * flow; the page's own body is not printed. Undone when the browser has made its picture.
   */
  readonly #beforePrint = (): void => {
    const window = this.#document.defaultView;
    if (this.#printing || !window || !this.isShown) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `@media print { html { overflow: visible !important; height: auto !important; } body { display: none !important; } }`,
    );
    this.#printing = { sheet, focused: this.#shadow.activeElement };
    this.#document.adoptedStyleSheets = [...this.#document.adoptedStyleSheets, sheet];
    this.#host.toggleAttribute('data-printing', true);
    this.#close();
    this.#dialog.classList.add('printing');
    // Out of the top layer the page could lie over it: nothing can be pressed until it stands there again.
    this.#dialog.inert = true;
    this.#dialog.show();
  };

  readonly #afterPrint = (): void => {
    const printing = this.#printing;
    if (!printing) return;
    this.#document.adoptedStyleSheets = this.#document.adoptedStyleSheets.filter(
      (sheet) => sheet !== printing.sheet,
    );
    this.#host.removeAttribute('data-printing');
    this.#close();
    this.#dialog.classList.remove('printing');
    this.#dialog.inert = false;
    if (this.isShown) this.#dialog.showModal();
    if (printing.focused instanceof HTMLElement) printing.focused.focus({ preventScroll: true });
    this.#printing = undefined;
  };

  /**
   * The page has put something over the surface, or has moved it: it stands where it stood again. Where the page goes on
   * with it, the surface goes, rather than lie half hidden under somebody's finger.
   */
  #reclaim(): void {
    if (!this.#goesOn() || !this.#document.documentElement) {
      this.#onEscape();
      return;
    }
    this.#rise();
  }

  /** The page has taken the host from its place. */
  #putBack(): void {
    const scrolled = this.#scrolled;
    this.#afterPrint();
    this.#document.documentElement?.append(this.#host);
    this.#reclaim();
    if (scrolled) scrolled.box.scrollTop = scrolled.top;
    if (!hasItsStyles(this.#host)) this.#onEscape();
  }

  /** Puts the surface on top again, with the focus where it was. */
  #rise(): void {
    if (this.#printing || !this.isShown) return;
    const focused = this.#shadow.activeElement;
    this.#close();
    this.#dialog.showModal();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }

  #close(): void {
    if (this.#dialog.open) this.#ownCloses += 1;
    this.#dialog.close();
  }

  /** Whether the page has not torn the surface out. */
  get isShown(): boolean {
    return this.#host.isConnected;
  }
}

function remember(window: Window): () => void {
  const { scrollX, scrollY, document } = window;
  const focused = document.activeElement;
  return () => {
    if (focused instanceof HTMLElement && focused !== document.body && focused.isConnected) {
      focused.focus({ preventScroll: true });
    } else if (document.activeElement instanceof HTMLElement && document.activeElement !== focused) {
      document.activeElement.blur();
    }
    if (window.scrollX !== scrollX || window.scrollY !== scrollY) {
      window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    }
  };
}
