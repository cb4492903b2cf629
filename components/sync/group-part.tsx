import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { SyncGroupRow } from '../../utils/store/sync-track';
import { type Member, type MemberChange, mayChange, type Role } from '../../utils/sync/group/members';
import { Button } from '../common/button';
import { ConfirmDialog } from '../common/confirm-dialog';
import { useGroup } from '../hooks/use-group';
import { InviteDialog } from './invite-dialog';
import { RoleSelect } from './role-select';
import { syncNow, syncWork } from './sync-work';
import { useAttempt } from './use-attempt';

/** Who shares a group's library, what each may do, and for owners the ways to change that. Nothing where it is a person's own. */
export function GroupPart() {
  const row = useGroup();
  return row ? <Members row={row} /> : null;
}

function Members({ row }: { row: SyncGroupRow }) {
  const { group, me, role } = row.view;
  const [isInviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Member>();
  const { busy, failed, attempt } = useAttempt();
  const change = (what: MemberChange): void => {
    void attempt(async () => {
      await (await syncWork()).changeGroup(what);
      void syncNow();
    });
  };
  const isListed = group.members.some(({ id }) => id === me);
  return (
    <section class="group" aria-labelledby="group-title" aria-busy={busy || undefined}>
      <h3 id="group-title">{t('groupTitle')}</h3>
      {role === 'reader' && <p>{t('groupReaderHint')}</p>}
      {!isListed && <p>{t('groupUnlistedHint')}</p>}
      <ul class="entries">
        {group.members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            isMe={member.id === me}
            isMine={member.id !== me && mayChange(group, me, member.id)}
            busy={busy}
            onRole={(next) => change({ do: 'role', id: member.id, role: next })}
            onRemove={() => setLeaving(member)}
          />
        ))}
        {role === 'owner' &&
          group.invitations.map(({ id, role: offered }) => (
            <li key={id}>
              <div>{t('groupOpen', t(`groupRole_${offered}`))}</div>
              <Button busy={busy} onClick={() => change({ do: 'remove', id })}>
                {t('groupTakeBack')}
              </Button>
            </li>
          ))}
      </ul>
      {failed && (
        <p class="failed-line" role="alert">
          {failed}
        </p>
      )}
      {role === 'owner' && (
        <div class="button-row">
          <Button kind="edge" onClick={() => setInviting(true)}>
            {t('groupInvite')}
          </Button>
        </div>
      )}
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {leaving && (
        <ConfirmDialog
          title={t('groupRemoveTitle', leaving.name)}
          text={t('groupRemoveHint')}
          action={t('groupRemove')}
          onConfirm={() => change({ do: 'remove', id: leaving.id })}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}

interface MemberRowProps {
  member: Member;
  isMe: boolean;
  /** May be changed from here. */
  isMine: boolean;
  busy: boolean;
  onRole: (role: Role) => void;
  onRemove: () => void;
}

function MemberRow({ member, isMe, isMine, busy, onRole, onRemove }: MemberRowProps) {
  const { name, role } = member;
  const isThere = role !== 'removed';
  return (
    <li>
      <div>
        <b dir="auto">{name}</b>
        <small>
          {[isMe && t('groupYou'), !(isMine && isThere) && t(`groupRole_${role}`)]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      {isMine && isThere && (
        <>
          <RoleSelect role={role} label={t('groupRoleOf', name)} disabled={busy} onRole={onRole} />
          <Button busy={busy} onClick={onRemove}>
            {t('groupRemove')}
            <span class="sr"> {name}</span>
          </Button>
        </>
      )}
    </li>
  );
}
