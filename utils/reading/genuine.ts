/** Events that we raise ourselves: a key that came too early, the space bar on a link. */
const ours = new WeakSet<Event>();

/** Raises an event on an element of our own, which counts as done by the person who caused it. */
export function raise(target: EventTarget, event: Event): void {
  ours.add(event);
  target.dispatchEvent(event);
}

/** Whether a person (or we ourselves) did this, and no script of the page. */
export function isGenuine(event: Event): boolean {
  return event.isTrusted || ours.has(event);
}

/** What people do in anything of ours over a page: the page is neither to hear of it nor to make it up. */
export const deeds: readonly string[] = [
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
  'cut',
  'paste',
  'drop',
  'dragover',
  'focusin',
  'focusout',
];

/** What else acts, or leads to acts, where a script makes it up. */
const furtherActs: readonly string[] = ['submit', 'reset', 'focus', 'blur', 'cancel', 'close', 'toggle'];

/** Lets nothing through that a script has made up: the one gate before all that listens in a shadow root of ours. */
export function refuseMadeUp(shadow: ShadowRoot): void {
  const gate = (event: Event): void => {
    if (isGenuine(event)) return;
    event.stopImmediatePropagation();
    event.preventDefault(); // else a made-up click on a box would tick it, and the browser's own `change` be genuine
  };
  for (const name of [...deeds, ...furtherActs]) shadow.addEventListener(name, gate, { capture: true });
}
