import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { SyncAccount } from '../../utils/sync/model';
import { Button } from '../common/button';
import { Dialog } from '../common/dialog';
import { SyncField } from './sync-field';
import { syncWork } from './sync-work';

/** User, password and passphrase anew, where one of them was changed elsewhere. */
export function SignInDialog({ account, onClose }: { account: SyncAccount; onClose: () => void }) {
  const [user, setUser] = useState(account.user);
  const [password, setPassword] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const save = (close: () => void): void => {
    close();
    const change = { user: user.trim(), ...(password && { password }), ...(passphrase && { passphrase }) };
    syncWork()
      .then(({ changeAccount, runSync }) => changeAccount(change).then(() => runSync('asked')))
      .catch(console.error);
  };
  return (
    <Dialog
      title={t('syncSignIn')}
      onClose={onClose}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="main" onClick={() => save(close)}>
            {t('save')}
          </Button>
        </>
      )}
    >
      {(close) => (
        <form
          class="sync-form"
          onSubmit={(event) => {
            event.preventDefault();
            save(close);
          }}
        >
          <SyncField name="user" value={user} onInput={setUser} />
          <SyncField
            name="password"
            isSecret
            value={password}
            hint={t('syncUnchanged')}
            onInput={setPassword}
          />
          <SyncField
            name="passphrase"
            isSecret
            value={passphrase}
            hint={t('syncUnchangedPassphrase')}
            onInput={setPassphrase}
          />
          <button type="submit" hidden />
        </form>
      )}
    </Dialog>
  );
}
