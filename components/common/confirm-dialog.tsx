import { t } from '../../utils/platform/i18n';
import { Button } from './button';
import { Dialog } from './dialog';

interface ConfirmDialogProps {
  title: string;
  /** What is lost, and what stays. */
  text: string;
  /** What the button says that does it. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before what cannot be taken back. The safe choice has the focus. */
export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="edge"
            danger
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {action}
          </Button>
        </>
      )}
    >
      {() => <p>{text}</p>}
    </Dialog>
  );
}
