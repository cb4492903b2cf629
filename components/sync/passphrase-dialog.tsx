import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { SyncAccount } from '../../utils/sync/model';
import { Button } from '../common/button';
import { Dialog } from '../common/dialog';
import { SyncField } from './sync-field';
import { errorWords } from './sync-words';
import { syncWork } from './sync-work';

const shortest = 10;

/** Another passphrase for what lies at the remote, or the first one. */
export function PassphraseDialog({ account, onClose }: { account: SyncAccount; onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const isGood = [...passphrase].length >= shortest;
  const change = async (close: () => void): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      await (await syncWork()).changePassphrase(passphrase);
      close();
    } catch (error) {
      setFailed(errorWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t(account.passphrase === undefined ? 'syncEncrypt' : 'syncOtherPassphrase')}
      onClose={onClose}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="main" busy={busy} disabled={!isGood} onClick={() => void change(close)}>
            {t(account.passphrase === undefined ? 'syncEncryptNow' : 'syncChange')}
          </Button>
        </>
      )}
    >
      {(close) => (
        <form
          class="sync-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isGood && !busy) void change(close);
          }}
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
        </form>
      )}
    </Dialog>
  );
}
