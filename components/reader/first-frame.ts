import { raise } from '../../utils/reading/genuine';
import type { FilledBody, FirstText } from '../../utils/reading/reader-view';
import { fillBody, hasten } from './fill-body';
import { readerStyle, sheetStyle } from './reader-style';

/** Keys that come before there is anything to answer them; and what answers then. */
interface EarlyKeys {
  waiting: KeyboardEvent[];
  answer?: HTMLElement;
}

const earlyKeys = new WeakMap<HTMLElement, EarlyKeys>();

/**
 * Draws the text of an article where the reader will stand, as the reader sets it, with room for the lines and the bar
 * that come after: what somebody reads is there before anything else of the reader is loaded.
 */
export function drawFirstFrame(root: HTMLElement, { article, html, settings }: FirstText): FilledBody {
  const document = root.ownerDocument;
  const make = (tag: string, name: string, ...children: (Node | string)[]): HTMLElement => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const lang = article.language ?? '';
  const filled = fillBody(make('div', 'body'), html);
  hasten(filled);
  const head = document.createElement('header');
  const title = document.createElement('h1');
  title.textContent = article.title;
  head.append(make('p', 'kicker', '\u00a0'), title);
  if (article.subtitle) head.append(make('p', 'subtitle', article.subtitle));
  head.append(make('p', 'sourceline', '\u00a0'), make('div', 'rightsline', '\u00a0'));
  const text = document.createElement('article');
  text.append(head, filled.element);
  const reader = make('div', 'reader page', text);
  reader.lang = lang;
  if (article.direction) reader.dir = article.direction;
  setAttributes(reader, readerStyle(settings, lang));
  const main = document.createElement('main');
  main.append(reader);
  const spread = make('div', 'spread', make('nav', 'contents'), main, make('div', 'gutter'));
  const scroller = make('div', 'scroller', make('header', 'bar'), spread);
  scroller.tabIndex = -1;
  const app = make('div', 'app sheet', scroller);
  setAttributes(app, sheetStyle(settings, article.direction));
  root.append(app);
  keepKeys(root);
  return filled;
}

/**
 * Puts the whole reader in the place of the first frame, at the same line of the text.
 * @param draw draws into the root, which is empty by then.
 */
export function replaceFirstFrame(root: HTMLElement, draw: () => void): void {
  const keys = earlyKeys.get(root);
  if (!keys || keys.answer) {
    draw();
    return;
  }
  const top = root.querySelector('.scroller')?.scrollTop ?? 0;
  root.replaceChildren();
  draw();
  const scroller = root.querySelector<HTMLElement>('.scroller');
  if (!scroller) return;
  if (top > 0) scroller.scrollTop = top;
  keys.answer = scroller;
  for (const key of keys.waiting) send(key, scroller);
}

function setAttributes(element: HTMLElement, { style = {}, ...attributes }: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(style as Record<string, string>))
    element.style.setProperty(name, value);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(name, value);
  }
}

/**
 * Keeps what is pressed before the reader hears keys, and while the focus lies around it on the surface. Escape is the
 * surface's; keys that scroll are the browser's.
 */
function keepKeys(root: HTMLElement): void {
  const keys: EarlyKeys = { waiting: [] };
  earlyKeys.set(root, keys);
  root.getRootNode().addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || !event.isTrusted) return;
    const isOurs =
      event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isOurs || event.isComposing) return;
    const heard = event.composedPath().includes(root);
    if (keys.answer && heard) return;
    event.preventDefault();
    if (keys.answer) send(event, keys.answer);
    else keys.waiting.push(event);
  });
}

function send({ key, code, shiftKey }: KeyboardEvent, target: HTMLElement): void {
  raise(
    target,
    new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, composed: true, cancelable: true }),
  );
}
