import { t } from '../../utils/platform/i18n';
import type { NoticeProps } from '../../utils/reading/reader-view';
import { Button } from '../common/button';
import { failureSentence } from '../common/failure';
import { interfaceLanguage } from '../common/format';
import { Toast } from '../common/toast';
import { useSettings } from '../hooks/use-settings';
import { canUndo, outcomeKey } from './clip-state';

/** The message over a page after a key or a menu: what was clipped, with Undo; or why nothing was done. */
export function ClipNotice({ clip, onUndo, onLibrary, onGone }: NoticeProps) {
  const [settings] = useSettings();
  return (
    <div
      class="app over-page"
      lang={interfaceLanguage()}
      dir="ltr"
      data-theme={settings.theme === 'system' ? undefined : settings.theme}
    >
      <Toast onGone={onGone}>
        <span role={clip.kind === 'failed' ? 'alert' : 'status'}>
          {clip.kind === 'failed' ? failureSentence(clip.failure) : t(outcomeKey[clip.outcome.kind])}
        </span>
        {canUndo(clip) && <Button onClick={onUndo}>{t('undo')}</Button>}
        {clip.kind === 'saved' && <Button onClick={onLibrary}>{t('openInLibrary')}</Button>}
      </Toast>
    </div>
  );
}
