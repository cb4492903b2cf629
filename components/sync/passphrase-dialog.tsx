import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { SyncAccount } from '../../utils/sync/model';
import { FormDialog } from '../common/form-dialog';
import { SyncField } from './sync-field';
import { syncWork } from './sync-work';
import { useAttempt } from './use-attempt';

const shortest = 10;

/** Another passphrase for what lies at the remote, or the first one. */
export function PassphraseDialog({ account, onClose }: { account: SyncAccount; onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const { busy, failed, attempt } = useAttempt();
  const change = (close: () => void) =>
    attempt(async () => {
      await (await syncWork()).changePassphrase(passphrase);
      close();
    });
  return (
    <FormDialog
      title={t(account.passphrase === undefined ? 'syncEncrypt' : 'syncOtherPassphrase')}
      class="sync-form"
      action={t(account.passphrase === undefined ? 'syncEncryptNow' : 'syncChange')}
      isGood={[...passphrase].length >= shortest}
      busy={busy}
      onSubmit={(close) => void change(close)}
      onClose={onClose}
    >
      <p>{t(account.passphrase === undefined ? 'syncEncryptHint' : 'syncOtherPassphraseHint')}</p>
      <SyncField
        name="new-passphrase"
        isSecret
        value={passphrase}
        hint={t('syncPassphraseLength', String(shortest))}
        onInput={setPassphrase}
      />
      {failed && (
        <p class="failed-line" role="alert">
          {failed}
        </p>
      )}
    </FormDialog>
  );
}
