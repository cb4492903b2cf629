import { t } from '../../utils/platform/i18n';
import { interfaceLanguage, isHan } from '../common/format';
import { readerStyle } from '../reader/reader-style';
import { TypeControls } from '../reader/type-panel';
import type { SectionProps } from './sections';

/** How the reader is set, everywhere: the reader's own controls, and a few lines set by them. */
export function LookSection({ settings, onChange }: SectionProps) {
  const lang = isHan(interfaceLanguage()) ? 'zh-CN' : 'en';
  return (
    <div class="look">
      <div class="typepanel">
        <TypeControls settings={settings} lang={lang} onChange={onChange} />
      </div>
      <div
        class="look-sample app"
        data-theme={settings.theme === 'system' ? undefined : settings.theme}
        aria-hidden="true"
      >
        <div class="reader page" lang={lang} {...readerStyle(settings, lang)}>
          <div class="body">
            <h2>{t('sampleHeading')}</h2>
            <p>{t('sampleFirst')}</p>
            <p>{t('sampleSecond')}</p>
          </div>
        </div>
      </div>
    </div>
  );
}
