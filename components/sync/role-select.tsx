import { t } from '../../utils/platform/i18n';
import type { Role } from '../../utils/sync/group/members';

/** What a member may be. */
const roles: readonly Role[] = ['reader', 'writer', 'owner'];

interface RoleSelectProps {
  role: Role;
  /** By which a label is for it. */
  id?: string;
  /** What it is for, where it has no label. */
  label?: string;
  disabled?: boolean;
  onRole: (role: Role) => void;
}

/** Chooses what a member may do in the group. */
export function RoleSelect({ role, id, label, disabled, onRole }: RoleSelectProps) {
  return (
    <select
      class="field"
      id={id}
      aria-label={label}
      value={role}
      disabled={disabled}
      onChange={(event) => onRole(event.currentTarget.value as Role)}
    >
      {roles.map((each) => (
        <option key={each} value={each}>
          {t(`groupRole_${each}`)}
        </option>
      ))}
    </select>
  );
}
