import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { useModal } from '../hooks/use-modal';
import { IconButton } from './button';

interface DialogProps {
  title: string;
  class?: string;
  onClose: () => void;
  /** What has the focus first; else the first field or button of the content. */
  focusRef?: RefObject<HTMLElement | null>;
  children: (close: () => void) => ComponentChildren;
  /** The buttons at the foot. */
  foot?: (close: () => void) => ComponentChildren;
}

/** A dialog over the surface, with its title. Escape closes it, and goes no further; the focus comes back after it. */
export function Dialog({ title, onClose, focusRef, children, foot, ...rest }: DialogProps) {
  const id = useId();
  const { ref: dialog, close, onKeyDown } = useModal();
  useEffect(() => {
    const first = dialog.current?.querySelector<HTMLElement>(
      '.dialog-body :is(input, textarea, select, button), .dialog-foot button',
    );
    const target = focusRef?.current ?? first;
    target?.focus();
    if (target instanceof HTMLInputElement) target.select(); // what is there is most often to be another
  }, []);
  return (
    <dialog
      class={`dialog small-dialog ${rest.class ?? ''}`.trim()}
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </div>
      <div class="dialog-body">{children(close)}</div>
      {foot && <div class="dialog-foot">{foot(close)}</div>}
    </dialog>
  );
}
