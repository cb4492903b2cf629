import { useEffect, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { formatBytes } from '../common/format';

interface StorageMeterProps {
  isOn: boolean;
  /** The list is there: what is beside it may be asked. */
  isListed: boolean;
  onOpen: () => void;
}

/** How much room the library takes, at the foot of the side, and the way to more of it. */
export function StorageMeter({ isOn, isListed, onOpen }: StorageMeterProps) {
  const [room, setRoom] = useState<StorageEstimate>();
  useEffect(() => {
    if (isListed) navigator.storage?.estimate?.().then(setRoom, () => undefined);
  }, [isListed]);
  const { usage, quota } = room ?? {};
  const words =
    usage !== undefined && quota ? t('storageOf', formatBytes(usage), formatBytes(quota)) : undefined;
  return (
    <div class="meter">
      <button type="button" aria-current={isOn ? 'page' : undefined} onClick={onOpen}>
        <span class="meter-name">{t('storage')}</span>
        {words && quota && usage !== undefined && (
          <>
            <span class="track" aria-hidden="true">
              <i style={{ inlineSize: `${Math.min(100, Math.max(1, (usage / quota) * 100))}%` }} />
            </span>
            <span class="num">{words}</span>
          </>
        )}
      </button>
    </div>
  );
}
