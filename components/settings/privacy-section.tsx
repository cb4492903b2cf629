import { t } from '../../utils/platform/i18n';

/** Why each permission is asked for, by its name in the manifest. */
const permissions = [
  'activeTab',
  'sites',
  'storage',
  'contextMenus',
  'alarms',
  'referrer',
  'sidePanel',
  'downloads',
] as const;

/** What is read, where it is kept, what leaves the machine, and why each permission is asked for. */
export function PrivacySection() {
  return (
    <>
      <p>{t('privacyKept')}</p>
      <p>{t('privacyLeaves')}</p>
      <p>{t('privacyDelete')}</p>
      <h3>{t('privacyPermissions')}</h3>
      <ul class="entries">
        {permissions.map((name) => (
          <li key={name}>
            <div>{t(`permission_${name}`)}</div>
          </li>
        ))}
      </ul>
    </>
  );
}
