import { deeds, refuseMadeUp } from './genuine';

/** What a page may listen for on its document and must not hear of the reader's own use. */
const events: readonly string[] = [
  ...deeds,
  'selectstart',
  'dragstart',
  'drag',
  'dragenter',
  'dragleave',
  'dragend',
  'compositionstart',
  'compositionupdate',
  'compositionend',
];

/**
 * Keeps events of a shadow root from bubbling into the page, and made-up ones of the page from getting in. Never undone:
 * the key that closes the reader is still on its way when the reader has gone, and must not reach the page either.
 */
export function isolate(shadow: ShadowRoot): void {
  refuseMadeUp(shadow);
  for (const name of events) shadow.addEventListener(name, (event) => event.stopPropagation());
}
