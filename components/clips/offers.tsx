import type { ComponentChildren } from 'preact';

interface OffersProps<T> {
  /** Of the list; the offers are `<id>-<index>`, for `aria-activedescendant`. */
  id: string;
  label: string;
  offers: readonly T[];
  /** Which one is chosen by keys; -1 for none. */
  active: number;
  keyOf: (offer: T) => string;
  children: (offer: T) => ComponentChildren;
  /** `row`: what was pressed. */
  onTake: (offer: T, row: HTMLElement) => void;
}

/** What may be completed, under the field of a combobox. The field keeps the focus and has the keys. */
export function Offers<T>({ id, label, offers, active, keyOf, children, onTake }: OffersProps<T>) {
  return (
    <div class="offers" id={id} role="listbox" aria-label={label} hidden={offers.length === 0}>
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, as the combobox pattern wants
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
        <div
          key={keyOf(offer)}
          id={`${id}-${index}`}
          class="offer"
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => onTake(offer, event.currentTarget)}
        >
          {children(offer)}
        </div>
      ))}
    </div>
  );
}

/** How an arrow key moves the choice among so many offers, -1 being none; undefined for other keys, and without offers. */
export function moveBy(key: string, count: number): ((now: number) => number) | undefined {
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  return step === 0 || count === 0 ? undefined : (now) => Math.max(-1, Math.min(count - 1, now + step));
}
