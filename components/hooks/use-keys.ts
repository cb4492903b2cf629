import { useEffect, useRef } from 'preact/hooks';

/** Keys by `event.key`, letters in lower case, and what they do. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/**
 * Listens for keys on an element, or on the window. Silent while somebody types or composes (IME), and for keys with
 * Ctrl, Alt or Meta, which belong to the browser. Keys in `always` (Escape) work in fields too.
 */
export function useKeys(
  keys: KeyMap,
  target: EventTarget | null | undefined,
  always: readonly string[] = ['Escape'],
): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    if (!target) return;
    const listen = (event: Event): void => {
      if (event instanceof KeyboardEvent) answer(event, current.current, always);
    };
    target.addEventListener('keydown', listen);
    return () => target.removeEventListener('keydown', listen);
  }, [target, always]);
}

function answer(event: KeyboardEvent, keys: KeyMap, always: readonly string[]): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = keys[name];
  if (!act || (isTyping(event) && !always.includes(name))) return;
  act(event);
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
