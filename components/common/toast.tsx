import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const shownFor = 6000;

/** A short message that goes by itself after six seconds, and not while the pointer or the focus is on it. */
export function Toast({ children, onGone }: { children: ComponentChildren; onGone: () => void }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(onGone, shownFor);
    return () => clearTimeout(timer);
  }, [held, onGone]);
  return (
    <div
      class="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusCapture={() => setHeld(true)}
      onBlurCapture={() => setHeld(false)}
    >
      {children}
    </div>
  );
}
