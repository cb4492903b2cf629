import { t } from '../../utils/platform/i18n';
import { SyncField } from './sync-field';

/** Whose the library is: the person's own, a group's that begins, or one that the person was invited to. */
export type Whose = 'own' | 'found' | 'join';

/** What is typed to come into a group. */
export interface TypedEntry {
  whose: Whose;
  name: string;
  invitation: string;
}

export const ownLibrary: TypedEntry = { whose: 'own', name: '', invitation: '' };

interface EntryFieldsProps {
  entry: TypedEntry;
  onChange: (change: Partial<TypedEntry>) => void;
}

/** Asks whose the library is, and of a group what this device is called there and for the invitation. */
export function EntryFields({ entry, onChange }: EntryFieldsProps) {
  const { whose, name, invitation } = entry;
  return (
    <>
      <label class="labelled">
        <span>{t('syncWhose')}</span>
        <select
          class="field"
          name="whose"
          value={whose}
          onChange={(event) => onChange({ whose: event.currentTarget.value as Whose })}
        >
          {(['own', 'found', 'join'] as const).map((each) => (
            <option key={each} value={each}>
              {t(`syncWhose_${each}`)}
            </option>
          ))}
        </select>
      </label>
      {whose === 'found' && <p class="meta">{t('syncFoundHint')}</p>}
      {whose === 'join' && (
        <SyncField
          name="invitation"
          value={invitation}
          hint={t('syncInvitationHint')}
          onInput={(text) => onChange({ invitation: text })}
        />
      )}
      {whose !== 'own' && (
        <SyncField
          name="name"
          value={name}
          hint={t('syncNameHint')}
          onInput={(text) => onChange({ name: text })}
        />
      )}
    </>
  );
}
