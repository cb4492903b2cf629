import { makeHost } from './host';
import { isolate } from './isolate';

const dialogStyle = `
  dialog.surface { all: unset; position: fixed; inset: 0; display: block; inline-size: 100%; block-size: 100%;
    max-inline-size: none; max-block-size: none; margin: 0; padding: 0; border: 0; overflow: hidden;
    overscroll-behavior: contain;
    /* The page around a modal dialog cannot be selected; the browser's own sheet gives the dialog its text back. */
    user-select: text; }
  dialog.surface::backdrop { background: none; }
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
    this.#dialog.addEventListener('close', onEscape);
    isolate(shadow);
    document.documentElement.append(this.#host);
    this.#dialog.showModal();
  }

  /** Takes the surface away. */
  remove(): void {
    this.#host.remove();
    if (this.#document.documentElement) this.#restore();
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
