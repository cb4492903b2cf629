import { addStyle, makeHost } from './host';
import { isolate } from './isolate';

const dialogStyle = `
  dialog.surface { all: unset; position: fixed; inset: 0; display: block; inline-size: 100%; block-size: 100%;
    max-inline-size: none; max-block-size: none; margin: 0; padding: 0; border: 0; overflow: hidden;
    overscroll-behavior: contain;
    /* The page around a modal dialog cannot be selected; the browser's own sheet gives the dialog its text back. */
    user-select: text; }
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
  readonly #dialog: HTMLDialogElement;
  readonly #document: Document;
  readonly #restore: () => void;
  #printing: { sheet: CSSStyleSheet; focused: Element | null } | undefined;
  /** Closings that we made ourselves and whose events are still to come. */
  #ownCloses = 0;
  /** A dialog that the page opens later would stand on top of ours: then ours is shown anew. */
  readonly #dialogs = new MutationObserver((changes) => {
    const opened = changes.some(
      ({ target }) => target instanceof HTMLDialogElement && target.matches(':modal'),
    );
    if (opened) this.#rise();
  });
  /** The same for what the page shows as a popover. */
  readonly #onToggle = (event: Event): void => {
    const opened = event instanceof ToggleEvent && event.newState === 'open';
    if (opened && event.target !== this.#host) this.#rise();
  };

  /** Puts the surface up. Takes the page's window, the style sheet, and what Escape does. */
  constructor(window: Window, css: string, onEscape: () => void) {
    const document = window.document;
    this.#document = document;
    this.#restore = remember(window);
    const { host, shadow } = makeHost(document, dialogStyle + css);
    this.#host = host;
    this.#dialog = document.createElement('dialog');
    this.#dialog.className = 'surface';
    this.root = document.createElement('div');
    this.root.style.setProperty('block-size', '100%');
    this.#dialog.append(this.root);
    shadow.append(this.#dialog);
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
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
    document.documentElement.append(this.#host);
    this.#dialog.showModal();
    window.addEventListener('beforeprint', this.#beforePrint);
    window.addEventListener('afterprint', this.#afterPrint);
    document.addEventListener('toggle', this.#onToggle, true);
    this.#dialogs.observe(document, { subtree: true, attributeFilter: ['open'] });
  }

  /** Adds to the style sheet of the surface. */
  addStyle(css: string): void {
    if (this.#host.shadowRoot) addStyle(this.#host.shadowRoot, css);
  }

  /** Takes the surface away. */
  remove(): void {
    const window = this.#document.defaultView;
    window?.removeEventListener('beforeprint', this.#beforePrint);
    window?.removeEventListener('afterprint', this.#afterPrint);
    this.#document.removeEventListener('toggle', this.#onToggle, true);
    this.#dialogs.disconnect();
    this.#afterPrint();
    this.#host.remove();
    if (this.#document.documentElement) this.#restore();
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
    this.#printing = { sheet, focused: (this.#host.shadowRoot?.activeElement ?? null) as Element | null };
    this.#document.adoptedStyleSheets = [...this.#document.adoptedStyleSheets, sheet];
    this.#host.toggleAttribute('data-printing', true);
    this.#close();
    this.#dialog.classList.add('printing');
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
    if (this.isShown) this.#dialog.showModal();
    if (printing.focused instanceof HTMLElement) printing.focused.focus({ preventScroll: true });
    this.#printing = undefined;
  };

  /** Puts the surface on top again, with the focus where it was. */
  #rise(): void {
    if (this.#printing || !this.isShown) return;
    const focused = this.#host.shadowRoot?.activeElement;
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
