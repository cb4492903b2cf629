import { makeHost } from './host';
import { isolate } from './isolate';
import { keepInPlace } from './keep-host';

const noticeStyle = `
  div.place { all: unset; position: fixed; inset: 16px 16px auto auto; max-inline-size: calc(100vw - 32px); }
  .app.over-page { background: none; }
  div.place::backdrop { display: none; }
`;

/**
 * A short message over a page: in the top layer by the popover API, without taking the focus. Removing it leaves the
 * page's DOM as it was.
 */
export class Notice {
  readonly root: HTMLDivElement;
  readonly #host: HTMLElement;
  readonly #stopKeeping: () => void;

  /** Puts the message's place up. Takes the page's document and the style sheet. */
  constructor(document: Document, css: string) {
    const { host, shadow } = makeHost(document, noticeStyle + css);
    this.#host = host;
    this.root = document.createElement('div');
    this.root.className = 'place';
    this.root.popover = 'manual';
    shadow.append(this.root);
    isolate(shadow);
    document.documentElement.append(host);
    this.root.showPopover();
    this.#stopKeeping = keepInPlace(
      host,
      () => this.root.showPopover(),
      () => this.remove(),
    );
  }

  /** Takes it away. */
  remove(): void {
    this.#stopKeeping();
    this.#host.remove();
  }
}
