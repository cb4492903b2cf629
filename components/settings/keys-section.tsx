import { useEffect, useState } from 'preact/hooks';
import { type GlobalKey, globalKeys, openGlobalKeys } from '../../utils/platform/commands';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { KeysDialog } from '../reader/keys-dialog';
import type { SectionProps } from './sections';

/** The keys that work on every page, which the browser keeps, and the keys of the reader, which are ours. */
export function KeysSection({ settings, onChange }: SectionProps) {
  const [open, setOpen] = useState(false);
  const [global, setGlobal] = useState<readonly GlobalKey[]>([]);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    globalKeys().then(setGlobal, () => undefined);
  }, []);
  return (
    <>
      <h3>{t('globalKeysTitle')}</h3>
      <dl class="key-list">
        {global.map(({ name, words, key }) => (
          <div key={name}>
            <dt>{words}</dt>
            <dd>{key ? <kbd class="key">{key}</kbd> : t('noKey')}</dd>
          </div>
        ))}
      </dl>
      <Button
        kind="edge"
        icon="keyboard"
        onClick={() => openGlobalKeys().then((opened) => setRefused(!opened))}
      >
        {t('changeGlobalKeys')}
      </Button>
      {refused && (
        <p class="meta" role="alert">
          {t('globalKeysElsewhere')}
        </p>
      )}
      <h3>{t('readerKeysTitle')}</h3>
      <p class="meta">{t('readerKeysHint')}</p>
      <Button kind="edge" icon="keyboard" onClick={() => setOpen(true)}>
        {t('changeReaderKeys')}
      </Button>
      {open && (
        <KeysDialog
          own={settings.keys}
          onKeys={(keys) => onChange({ keys })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
