import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Modal {
  ref: RefObject<HTMLDialogElement | null>;
  close: () => void;
  /** Escape closes it. Keys go no further: the surface around has keys of its own, and an end for Escape. */
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A `<dialog>` that opens as modal when it is drawn. */
export function useModal(): Modal {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    ref.current?.showModal();
  }, []);
  const close = (): void => ref.current?.close();
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  return { ref, close, onKeyDown };
}
