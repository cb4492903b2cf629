/** What a page may listen for on its document and must not hear of the reader's own use. */
const events: readonly string[] = [
  'keydown',
  'keyup',
  'keypress',
  'beforeinput',
  'input',
  'change',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'mousedown',
  'mouseup',
  'mousemove',
  'mouseover',
  'mouseout',
  'pointerdown',
  'pointerup',
  'pointermove',
  'pointerover',
  'pointerout',
  'touchstart',
  'touchmove',
  'touchend',
  'wheel',
  'copy',
  'selectstart',
  'dragstart',
  'focusin',
  'focusout',
];

/** Keeps events of a shadow root from bubbling into the page. Gives a function that ends it. */
export function isolate(shadow: ShadowRoot): () => void {
  const stop = (event: Event): void => event.stopPropagation();
  for (const name of events) shadow.addEventListener(name, stop);
  return () => {
    for (const name of events) shadow.removeEventListener(name, stop);
  };
}
