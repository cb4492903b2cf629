import { useEffect, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { hasEverySite, requestEverySite } from '../../utils/platform/permissions';

/**
 * Where the person (or Firefox, from the start) lets the extension onto pages only by a click, reading and clipping
 * work all the same; what does not is said here, with the way to change it.
 */
export function AccessLine() {
  const [restricted, setRestricted] = useState(false);
  useEffect(() => {
    hasEverySite().then(
      (all) => setRestricted(!all),
      () => undefined,
    );
  }, []);
  if (!restricted) return null;
  const allow = (): void => {
    requestEverySite().then(
      (granted) => setRestricted(!granted),
      () => undefined,
    );
  };
  return (
    <p class="access">
      {t('accessHint')}{' '}
      <button type="button" class="btn btn-text" onClick={allow}>
        {t('accessAllow')}
      </button>
    </p>
  );
}
