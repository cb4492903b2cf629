import { useEffect, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { pageAddress } from '../../utils/platform/tabs';
import { formatBytes } from '../common/format';

/** How much room the library takes, and the way to what takes it and what may be given up. */
export function StorageSection() {
  const [room, setRoom] = useState<StorageEstimate>();
  useEffect(() => {
    navigator.storage?.estimate?.().then(setRoom, () => undefined);
  }, []);
  const { usage, quota } = room ?? {};
  return (
    <>
      {usage !== undefined && quota !== undefined && (
        <p>{t('storageOf', formatBytes(usage), formatBytes(quota))}</p>
      )}
      <p>
        <a href={pageAddress('library.html', '#storage')}>{t('storageLook')}</a>
      </p>
    </>
  );
}
