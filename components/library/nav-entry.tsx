import type { ComponentChildren, HTMLAttributes } from 'preact';
import { formatNumber } from '../common/format';

interface NavEntryProps extends Omit<HTMLAttributes<HTMLLIElement>, 'onClick'> {
  isOn?: boolean;
  count?: number;
  onClick: (event: MouseEvent) => void;
  children: ComponentChildren;
  /** What stands behind the button: a menu. */
  behind?: ComponentChildren;
}

/** One line of the side: a button with its count, and perhaps a menu behind it. */
export function NavEntry({ isOn, count, onClick, children, behind, ...rest }: NavEntryProps) {
  return (
    <li class={behind ? 'has-menu' : undefined} {...rest}>
      <button type="button" aria-current={isOn ? 'page' : undefined} onClick={onClick}>
        {children}
        {count !== undefined && <span class="num">{formatNumber(count)}</span>}
      </button>
      {behind}
    </li>
  );
}
