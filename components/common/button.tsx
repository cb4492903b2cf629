import type { ComponentChildren, Ref } from 'preact';
import { Icon } from './icon';
import type { IconName } from './icon-shapes';

interface ButtonProps {
  kind?: 'main' | 'edge' | 'quiet' | 'text';
  size?: 's' | 'l';
  icon?: IconName;
  /** The key that does the same, shown beside the word. */
  hint?: string;
  busy?: boolean;
  disabled?: boolean;
  danger?: boolean;
  class?: string;
  buttonRef?: Ref<HTMLButtonElement>;
  onClick: () => void;
  children: ComponentChildren;
}

/** A button with a word, perhaps an icon and a key. Busy: it says so, keeps its focus and does nothing. */
export function Button(props: ButtonProps) {
  const classes = ['btn', props.kind && props.kind !== 'quiet' && `btn-${props.kind}`];
  if (props.size) classes.push(`btn-${props.size}`);
  if (props.danger) classes.push('btn-danger');
  if (props.class) classes.push(props.class);
  return (
    <button
      type="button"
      ref={props.buttonRef}
      class={classes.filter(Boolean).join(' ')}
      aria-busy={props.busy || undefined}
      aria-keyshortcuts={props.hint?.replace(' ', '+')}
      disabled={props.disabled}
      onClick={() => !props.busy && props.onClick()}
    >
      {props.busy ? <span class="spin" aria-hidden="true" /> : props.icon && <Icon name={props.icon} small />}
      {props.children}
      {props.hint && !props.busy && (
        <span class="key" aria-hidden="true">
          {props.hint === 'Enter' ? '↵' : props.hint}
        </span>
      )}
    </button>
  );
}

interface IconButtonProps {
  icon: IconName;
  label: string;
  hint?: string;
  class?: string;
  disabled?: boolean;
  expanded?: boolean;
  /** A switch: whether it is on. */
  pressed?: boolean;
  controls?: string;
  buttonRef?: Ref<HTMLButtonElement>;
  onClick: () => void;
  children?: ComponentChildren;
}

/** A button with only an icon: its label is its name and its tooltip. */
export function IconButton(props: IconButtonProps) {
  return (
    <button
      type="button"
      ref={props.buttonRef}
      class={`btn btn-icon ${props.class ?? ''}`.trim()}
      aria-label={props.label}
      title={props.hint ? `${props.label} (${props.hint})` : props.label}
      aria-keyshortcuts={props.hint?.replace(' ', '+')}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      aria-controls={props.expanded ? props.controls : undefined}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children ?? <Icon name={props.icon} />}
    </button>
  );
}
