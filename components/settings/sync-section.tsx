import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { mayReach, requestOrigin } from '../../utils/platform/permissions';
import { readInvitation } from '../../utils/sync/group/invitation';
import type { KeptPictures, SyncAccount } from '../../utils/sync/model';
import { chooseKeptPictures } from '../../utils/syncing/account';
import { Button } from '../common/button';
import { ConfirmDialog } from '../common/confirm-dialog';
import { useKeptPictures, useSyncAccount, useSyncStatus } from '../hooks/use-sync';
import { EntryFields, ownLibrary, type TypedEntry } from '../sync/entry-fields';
import { GroupPart } from '../sync/group-part';
import { PassphraseDialog } from '../sync/passphrase-dialog';
import { RecoveryDialog } from '../sync/recovery-dialog';
import { SignInDialog } from '../sync/sign-in-dialog';
import { SyncField } from '../sync/sync-field';
import { lastWords, progressWords, troubleWords } from '../sync/sync-words';
import { syncNow, syncWork } from '../sync/sync-work';
import { useAttempt } from '../sync/use-attempt';
import { useSyncNow } from '../sync/use-sync-now';

/** Sharing the library with the person's other devices: where, how it stands, and the way out of it. */
export function SyncSection() {
  const account = useSyncAccount();
  if (account === undefined) return null;
  return (
    <>
      <p>{t('syncHint')}</p>
      {account ? <Shared account={account} /> : <Join />}
    </>
  );
}

const empty: SyncAccount = { kind: 'webdav', address: '', user: '', password: '' };

function Join() {
  const [account, setAccount] = useState(empty);
  const [entry, setEntry] = useState(ownLibrary);
  const [isAllowed, setAllowed] = useState(false);
  const { busy, failed, setFailed, attempt } = useAttempt();
  const { whose } = entry;
  const change = (part: Partial<SyncAccount>): void => {
    setAccount((now) => ({ ...now, ...part }));
    // Known before the click: Firefox lets an extension ask only straight from it.
    if (part.address !== undefined) mayReach(part.address.trim()).then(setAllowed, () => setAllowed(false));
  };
  const changeEntry = (part: Partial<TypedEntry>): void => {
    setEntry((now) => ({ ...now, ...part }));
    const invited = part.invitation === undefined ? undefined : readInvitation(part.invitation);
    // Where the library lies is said by the invitation.
    if (invited) change({ kind: invited.kind, address: invited.address });
  };
  const join = async (): Promise<void> => {
    setFailed(undefined);
    const invited = whose === 'join' ? readInvitation(entry.invitation) : undefined;
    if (whose === 'join' && !invited) return setFailed(t('syncBadInvitation'));
    const name = entry.name.trim();
    if (whose !== 'own' && name === '') return setFailed(t('syncNameMissing'));
    const { passphrase, ...typed } = account;
    const whole = {
      ...typed,
      address: account.address.trim(),
      user: account.user.trim(),
      ...(passphrase && { passphrase }),
    };
    if (!isAddress(whole.address)) return setFailed(t('syncBadAddress'));
    // Nothing is awaited before it, or the browser would not take it for the person's own wish.
    const allowed = isAllowed || (await requestOrigin(whole.address));
    if (!allowed) return setFailed(t('syncTrouble_no_access'));
    await attempt(async () => {
      const into = whose === 'own' ? undefined : { name, ...(invited && { invited }) };
      await (await syncWork()).turnSyncOn(whole, into);
      void syncNow();
    });
  };
  const isPlain = /^http:/i.test(account.address.trim()) && !isOwnMachine(account.address);
  return (
    <form
      class="sync-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void join();
      }}
    >
      <EntryFields entry={entry} onChange={changeEntry} />
      {whose !== 'join' && (
        <>
          <label class="labelled">
            <span>{t('syncKind')}</span>
            <select
              class="field"
              value={account.kind}
              onChange={(event) => change({ kind: event.currentTarget.value as SyncAccount['kind'] })}
            >
              <option value="webdav">{t('syncKind_webdav')}</option>
              <option value="couchdb">{t('syncKind_couchdb')}</option>
            </select>
          </label>
          <SyncField
            name="address"
            value={account.address}
            hint={t(`syncAddressHint_${account.kind}`)}
            onInput={(address) => change({ address })}
          />
        </>
      )}
      {isPlain && <p class="failed-line">{t('syncPlainHttp')}</p>}
      <div class="two">
        <SyncField name="user" value={account.user} onInput={(user) => change({ user })} />
        <SyncField
          name="password"
          isSecret
          value={account.password}
          onInput={(password) => change({ password })}
        />
      </div>
      <SyncField
        name="passphrase"
        isSecret
        value={account.passphrase ?? ''}
        hint={t('syncPassphraseHint')}
        onInput={(passphrase) => change({ passphrase })}
      />
      {failed && (
        <p class="failed-line" role="alert">
          {failed}
        </p>
      )}
      <div class="button-row">
        <button type="submit" class="btn btn-main" aria-busy={busy || undefined}>
          {busy && <span class="spin" aria-hidden="true" />}
          {t('syncBegin')}
        </button>
      </div>
      <p class="meta">{t('syncJoinHint')}</p>
    </form>
  );
}

function Shared({ account }: { account: SyncAccount }) {
  const status = useSyncStatus();
  const [keep, setKeep] = useKeptPictures();
  const [asked, ask] = useSyncNow();
  const [dialog, setDialog] = useState<'off' | 'passphrase' | 'recovery' | 'sign-in'>();
  const progress = progressWords(status);
  const trouble = troubleWords(status);
  // Where the browser took the permission back, it is asked for again here.
  const now = (): void => ask(status.trouble === 'no-access' ? requestOrigin(account.address) : undefined);
  return (
    <>
      <p>
        <b>{t('syncWith', account.address)}</b>{' '}
        {t(account.passphrase === undefined ? 'syncPlain' : 'syncEncrypted')}
      </p>
      <p role="status" class="sync-status">
        {progress ?? (status.at ? lastWords(status).join(' · ') : t('syncNever'))}
      </p>
      {trouble && !progress && (
        <p class="failed-line" role="alert">
          {trouble}
        </p>
      )}
      <div class="button-row">
        <Button kind="main" busy={asked} onClick={now}>
          {t('syncNow')}
        </Button>
        <Button kind="edge" onClick={() => setDialog('sign-in')}>
          {t('syncSignIn')}
        </Button>
        <Button kind="edge" onClick={() => setDialog('passphrase')}>
          {t(account.passphrase === undefined ? 'syncEncrypt' : 'syncOtherPassphrase')}
        </Button>
        {account.passphrase !== undefined && (
          <Button kind="edge" onClick={() => setDialog('recovery')}>
            {t('syncRecovery')}
          </Button>
        )}
        <Button onClick={() => setDialog('off')}>{t('syncOff')}</Button>
      </div>
      <label class="labelled">
        <span>{t('syncKeep')}</span>
        <select
          class="field"
          value={keep}
          onChange={(event) => {
            const chosen = event.currentTarget.value as KeptPictures;
            setKeep(chosen);
            chooseKeptPictures(chosen).then(syncNow).catch(console.error);
          }}
        >
          {(['all', 'unread', 'none'] as const).map((choice) => (
            <option key={choice} value={choice}>
              {t(`syncKeep_${choice}`)}
            </option>
          ))}
        </select>
      </label>
      <p class="meta">{t('syncKeepHint')}</p>
      {account.group && <GroupPart />}
      {dialog === 'off' && (
        <ConfirmDialog
          title={t('syncOffTitle')}
          text={t('syncOffHint')}
          action={t('syncOff')}
          onConfirm={() => {
            syncWork()
              .then(({ turnSyncOff }) => turnSyncOff())
              .catch(console.error);
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'passphrase' && <PassphraseDialog account={account} onClose={() => setDialog(undefined)} />}
      {dialog === 'recovery' && <RecoveryDialog account={account} onClose={() => setDialog(undefined)} />}
      {dialog === 'sign-in' && <SignInDialog account={account} onClose={() => setDialog(undefined)} />}
    </>
  );
}

function isAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

/** What is sent to this machine itself passes no network. */
function isOwnMachine(address: string): boolean {
  if (!URL.canParse(address.trim())) return false;
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(address.trim()).hostname);
}
