import type { ComponentChildren } from 'preact';
import { t } from '../../utils/platform/i18n';
import { Button } from './button';
import { Dialog } from './dialog';

interface FormDialogProps {
  title: string;
  /** Of the form. */
  class?: string;
  /** What the main button says. */
  action: string;
  /** Whether what is in the form may be given. */
  isGood?: boolean;
  /** At work with what was given. */
  busy?: boolean;
  onSubmit: (close: () => void) => void;
  onClose: () => void;
  children: ComponentChildren;
}

/** A dialog that is a form: Enter and the main button give what is in it. */
export function FormDialog(props: FormDialogProps) {
  const { title, action, isGood = true, busy = false, onSubmit, onClose, children } = props;
  const submit = (close: () => void): void => {
    if (isGood && !busy) onSubmit(close);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="main" busy={busy} disabled={!isGood} onClick={() => submit(close)}>
            {action}
          </Button>
        </>
      )}
    >
      {(close) => (
        <form
          class={props.class}
          onSubmit={(event) => {
            event.preventDefault();
            submit(close);
          }}
        >
          {children}
          {/* Without one, Enter gives only a form of a single field. */}
          <button type="submit" hidden />
        </form>
      )}
    </Dialog>
  );
}
