import { t } from '../../utils/platform/i18n';
import { ConfirmDialog } from '../common/confirm-dialog';
import { counted, formatNumber } from '../common/format';

interface EraseDialogProps {
  count: number;
  onErase: () => void;
  onClose: () => void;
}

/** Asks before clips go for good: how many, and what goes with them. */
export function EraseDialog({ count, onErase, onClose }: EraseDialogProps) {
  return (
    <ConfirmDialog
      title={counted('eraseTitle', count)}
      text={t('eraseText')}
      action={t('eraseNow', formatNumber(count))}
      onConfirm={onErase}
      onClose={onClose}
    />
  );
}
