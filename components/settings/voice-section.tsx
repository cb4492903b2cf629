import { rates } from '../../utils/aids/speech-queue';
import { t } from '../../utils/platform/i18n';
import { interfaceLanguage } from '../common/format';
import { Entries } from './entries';
import type { SectionProps } from './sections';

/** How fast is read aloud, and the voices that were chosen in the reader. */
export function VoiceSection({ settings, onChange }: SectionProps) {
  const { speechRate, voices } = settings;
  const numbers = new Intl.NumberFormat(interfaceLanguage());
  const names = new Intl.DisplayNames(interfaceLanguage(), { type: 'language' });
  return (
    <>
      <label class="labelled">
        <span>{t('speechRate')}</span>
        <select
          class="field"
          value={String(speechRate)}
          onChange={(event) => onChange({ speechRate: Number(event.currentTarget.value) })}
        >
          {[...new Set([...rates, speechRate])]
            .sort((one, other) => one - other)
            .map((rate) => (
              <option key={rate} value={String(rate)}>
                {t('speed', numbers.format(rate))}
              </option>
            ))}
        </select>
      </label>
      <h3>{t('voicesTitle')}</h3>
      <p class="meta">{t('voicesHint')}</p>
      <Entries
        empty={t('voicesNone')}
        entries={Object.entries(voices).map(([language, voice]) => ({
          id: language,
          name: names.of(language) ?? language,
          more: <small>{voice}</small>,
        }))}
        onRemove={(language) => {
          const { [language]: _, ...others } = voices;
          onChange({ voices: others });
        }}
      />
    </>
  );
}
