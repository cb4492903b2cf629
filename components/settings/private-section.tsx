import { useEffect, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { mayRunPrivately } from '../../utils/platform/permissions';

/** What holds in private windows, and whether the browser lets the extension into them. */
export function PrivateSection() {
  const [allowed, setAllowed] = useState<boolean>();
  useEffect(() => {
    mayRunPrivately().then(setAllowed, () => undefined);
  }, []);
  return (
    <>
      <p>{t('privateHint')}</p>
      {allowed !== undefined && <p class="meta">{t(allowed ? 'privateAllowed' : 'privateNotAllowed')}</p>}
    </>
  );
}
