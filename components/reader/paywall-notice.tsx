import { t } from '../../utils/platform/i18n';
import { Icon } from '../common/icon';

/** Says that the page shows only the beginning, the rest being for sale. */
export function PaywallNotice() {
  return (
    <p class="notice" lang={t('interfaceLanguage')}>
      <Icon name="info" />
      <span>{t('partialPaywall')}</span>
    </p>
  );
}
