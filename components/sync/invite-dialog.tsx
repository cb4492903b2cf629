import { useId, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { Role } from '../../utils/sync/group/members';
import { Button } from '../common/button';
import { copyToClipboard } from '../common/clipboard';
import { Dialog } from '../common/dialog';
import { RoleSelect } from './role-select';
import { syncWork } from './sync-work';
import { useAttempt } from './use-attempt';

/** Makes a text that lets one device into the group. It is shown once and kept nowhere. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const roleField = useId();
  const [role, setRole] = useState<Role>('writer');
  const [text, setText] = useState<string>();
  const [isCopied, setCopied] = useState(false);
  const { busy, failed, attempt } = useAttempt();
  const make = () => attempt(async () => setText(await (await syncWork()).inviteMember(role)));
  const copy = async (): Promise<void> => setCopied(await copyToClipboard(document, { text: text ?? '' }));
  return (
    <Dialog
      title={t('groupInvite')}
      onClose={onClose}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('close')}</Button>
          {text ? (
            <Button kind="main" onClick={() => void copy()}>
              {t(isCopied ? 'copied' : 'copy')}
            </Button>
          ) : (
            <Button kind="main" busy={busy} onClick={() => void make()}>
              {t('groupInviteMake')}
            </Button>
          )}
        </>
      )}
    >
      {() => (
        <div class="sync-form">
          <p>{t('groupInviteHint')}</p>
          {text ? (
            <label class="permission-note">
              {t('groupInvitation')}
              <textarea
                class="field invitation"
                readOnly
                rows={6}
                value={text}
                onFocus={(event) => event.currentTarget.select()}
              />
            </label>
          ) : (
            <label class="labelled" for={roleField}>
              <span>{t('groupRoleOf', t('groupInvited'))}</span>
              <RoleSelect id={roleField} role={role} onRole={setRole} />
            </label>
          )}
          {failed && (
            <p class="failed-line" role="alert">
              {failed}
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}
