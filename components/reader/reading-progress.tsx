import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import type { ProgressProps } from '../../utils/reading/reader-view';
import { Button } from '../common/button';
import { interfaceLanguage } from '../common/format';
import { useSettings } from '../hooks/use-settings';

/** Stands over a very large page while it is read: how far it is, and the way out. */
export function ReadingProgress({ done, of, onCancel }: ProgressProps) {
  const [settings] = useSettings();
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  return (
    <div
      class="app sheet"
      lang={interfaceLanguage()}
      dir="ltr"
      data-theme={settings.theme === 'system' ? undefined : settings.theme}
    >
      <div class="reading-large">
        <p role="status">{t('readingLarge')}</p>
        <progress max={of} value={done} aria-label={t('readingLarge')} />
        <Button kind="edge" hint="Esc" onClick={onCancel} buttonRef={cancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  );
}
