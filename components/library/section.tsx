import type { ComponentChildren } from 'preact';
import { Icon } from '../common/icon';

interface SectionProps {
  title: string;
  isOpen?: boolean;
  onOpen?: (isOpen: boolean) => void;
  children: ComponentChildren;
  /** Stands beside the heading. */
  action?: ComponentChildren;
}

/** A part of the side that can be closed, with its heading. */
export function Section({ title, isOpen = false, onOpen, children, action }: SectionProps) {
  return (
    <div class="side-part">
      <details open={isOpen} onToggle={(event) => onOpen?.(event.currentTarget.open)}>
        <summary>
          <h2>{title}</h2>
          <Icon name="down" small />
        </summary>
        {children}
      </details>
      {action}
    </div>
  );
}
