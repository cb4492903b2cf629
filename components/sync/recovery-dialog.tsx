import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { SyncAccount } from '../../utils/sync/model';
import { Button } from '../common/button';
import { Dialog } from '../common/dialog';
import { formatDay } from '../common/format';
import { syncWork } from './sync-work';
import { useAttempt } from './use-attempt';

/** A sheet to print: what opens the encrypted library where the passphrase is forgotten. The code is shown once and kept nowhere. */
export function RecoveryDialog({ account, onClose }: { account: SyncAccount; onClose: () => void }) {
  const [code, setCode] = useState<string>();
  const { busy, failed, attempt } = useAttempt();
  const make = () => attempt(async () => setCode(await (await syncWork()).makeRecoveryCode()));
  return (
    <Dialog
      title={t('syncRecovery')}
      onClose={onClose}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('close')}</Button>
          {code ? (
            <Button kind="main" onClick={() => window.print()}>
              {t('syncPrint')}
            </Button>
          ) : (
            <Button kind="main" busy={busy} onClick={() => void make()}>
              {t('syncRecoveryMake')}
            </Button>
          )}
        </>
      )}
    >
      {() => (
        <>
          {!code && <p>{t('syncRecoveryHint')}</p>}
          {failed && (
            <p class="failed-line" role="alert">
              {failed}
            </p>
          )}
          {code && (
            <div class="recovery-sheet" role="status">
              <h3>{t('syncSheetTitle')}</h3>
              <dl>
                <dt>{t('syncField_address')}</dt>
                <dd>{account.address}</dd>
                <dt>{t('syncField_user')}</dt>
                <dd>{account.user}</dd>
                <dt>{t('syncRecoveryCode')}</dt>
                <dd class="recovery-code">{code}</dd>
                <dt>{t('syncSheetMade')}</dt>
                <dd>{formatDay(new Date().toISOString())}</dd>
              </dl>
              <p>{t('syncSheetUse')}</p>
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}
