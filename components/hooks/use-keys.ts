import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * What keys do. A key goes by its `event.key`, letters in lower case: `j`, `#`, `Delete`. `Shift+J` and `Shift+ArrowDown`
 * with Shift (else the key means the same without it), `Mod+a` with Ctrl or ⌘, `g a` one after the other.
 */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** How long the second key of two may be waited for, in milliseconds. */
const chordTime = 1500;

interface Pending {
  first: string;
  until: number;
}

/**
 * Listens for keys on an element, or on the window. Silent while somebody types or composes (IME), and for keys with
 * Ctrl, Alt or Meta that the map does not name, which belong to the browser. Keys in `always` (Escape) work in fields
 * too.
 */
export function useKeys(
  keys: KeyMap,
  target: EventTarget | null | undefined,
  always: readonly string[] = ['Escape'],
): void {
  const current = useRef(keys);
  current.current = keys;
  const pending = useRef<Pending>(undefined);
  // A layout effect: a key that comes before the next paint is not lost.
  useLayoutEffect(() => {
    if (!target) return;
    const listen = (event: Event): void => {
      if (event instanceof KeyboardEvent)
        pending.current = answer(event, current.current, always, pending.current);
    };
    target.addEventListener('keydown', listen);
    return () => target.removeEventListener('keydown', listen);
  }, [target, always]);
}

/** Does what the key means; gives the first key of two, where another is to follow. */
function answer(
  event: KeyboardEvent,
  keys: KeyMap,
  always: readonly string[],
  pending: Pending | undefined,
): Pending | undefined {
  if (isModifier(event.key)) return pending;
  if (event.defaultPrevented || event.isComposing || event.altKey) return undefined;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const typing = isTyping(event);
  if (event.ctrlKey || event.metaKey) {
    if (!typing) keys[`Mod+${name}`]?.(event);
    return undefined;
  }
  if (typing && !always.includes(name)) return undefined;
  const chord = pending && event.timeStamp < pending.until ? keys[`${pending.first} ${name}`] : undefined;
  const act = chord ?? (event.shiftKey ? keys[`Shift+${event.key}`] : undefined) ?? keys[name];
  act?.(event);
  const leads = !chord && Object.keys(keys).some((key) => key.startsWith(`${name} `));
  return leads ? { first: name, until: event.timeStamp + chordTime } : undefined;
}

function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta';
}

/** Whether the key goes into a field. Composed: inside a shadow root the event's target is retargeted. */
export function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  ) {
    return true;
  }
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}
