import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { SyncAccount } from '../../utils/sync/model';
import { FormDialog } from '../common/form-dialog';
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
    <FormDialog
      title={t('syncSignIn')}
      class="sync-form"
      action={t('save')}
      onSubmit={save}
      onClose={onClose}
    >
      <SyncField name="user" value={user} onInput={setUser} />
      <SyncField name="password" isSecret value={password} hint={t('syncUnchanged')} onInput={setPassword} />
      <SyncField
        name="passphrase"
        isSecret
        value={passphrase}
        hint={t('syncUnchangedPassphrase')}
        onInput={setPassphrase}
      />
    </FormDialog>
  );
}
