import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon';
import type { IconName } from './icon-shapes';

/** One line of a menu; a rule stands above it where `apart`. */
export interface MenuItem {
  id: string;
  label: string;
  icon?: IconName;
  danger?: boolean;
  apart?: boolean;
  disabled?: boolean;
  onChoose: () => void;
}

interface MenuProps {
  /** The name of the button: its label and tooltip. */
  label: string;
  icon?: IconName;
  class?: string;
  items: readonly MenuItem[];
  children?: ComponentChildren;
}

/**
 * A button that opens a menu: arrows, Home, End and first letters move in it, Escape closes it and leads the focus back.
 * It stands in the top layer, so that no box that scrolls cuts it off.
 */
export function Menu({ label, icon = 'more', items, children, ...rest }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!isOpen) return;
    place(menu.current, button.current);
    itemsIn(menu.current)[0]?.focus();
  }, [isOpen]);
  const close = (): void => {
    menu.current?.hidePopover();
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation(); // the surface around has keys of its own
    const next = nextItem(itemsIn(menu.current), event.key);
    if (next) next.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <button
        type="button"
        ref={button}
        class={`btn ${children ? '' : 'btn-icon'} ${rest.class ?? ''}`.replace(/\s+/g, ' ').trim()}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => menu.current?.togglePopover()}
      >
        {children ?? <Icon name={icon} />}
      </button>
      <div
        ref={menu}
        id={id}
        class="menu"
        role="menu"
        tabIndex={-1}
        popover="auto"
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === 'open')}
        onKeyDown={onKeyDown}
      >
        {isOpen &&
          items.map((item) => (
            <button
              key={item.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={menuItemClass(item)}
              disabled={item.disabled}
              onClick={() => {
                close();
                item.onChoose();
              }}
            >
              {item.icon && <Icon name={item.icon} small />}
              {item.label}
            </button>
          ))}
      </div>
    </>
  );
}

function menuItemClass({ danger, apart }: MenuItem): string {
  return ['menu-item', danger && 'is-danger', apart && 'is-apart'].filter(Boolean).join(' ');
}

function itemsIn(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? [])];
}

function nextItem(items: readonly HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const { length } = items;
  if (key === 'ArrowDown') return items[(at + 1) % length];
  if (key === 'ArrowUp') return items[(at + length - 1) % length];
  if (key === 'Home') return items[0];
  if (key === 'End') return items[length - 1];
  if ([...key].length !== 1 || key === ' ') return undefined;
  const later = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return later.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}

/** Below the button, or above it where there is no room; never outside the window. */
function place(menu: HTMLElement | null, button: HTMLElement | null): void {
  if (!menu || !button) return;
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const edge = 8;
  const below = bottom + 4 + height <= innerHeight - edge || top < height;
  const start = right - width >= edge ? right - width : left;
  menu.style.insetBlockStart = `${Math.max(edge, below ? bottom + 4 : top - 4 - height)}px`;
  menu.style.insetInlineStart = `${Math.max(edge, Math.min(start, innerWidth - edge - width))}px`;
}
