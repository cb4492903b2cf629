import { useEffect, useRef } from 'preact/hooks';
import { defaultSettings, type Settings } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { formatNumber, isHan } from '../common/format';
import { nextSize, settingFor } from './reader-style';

interface TypePanelProps {
  id: string;
  settings: Settings;
  /** Of the article: the panel shows its figures, and the switches of its script. */
  lang: string;
  onChange: (change: Partial<Settings>) => void;
}

const themes = ['system', 'light', 'sepia', 'dark', 'black'] as const;

/** Text and theme: each control works at once, and what is chosen is remembered. */
export function TypePanel({ id, settings, lang, onChange }: TypePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, []);
  const han = isHan(lang);
  const { size, line, letters } = settingFor(settings, lang);
  return (
    <section class="pop typepanel" id={id} ref={panel} aria-label={t('textAndTheme')}>
      <fieldset class="themes">
        <legend class="sr">{t('theme')}</legend>
        {themes.map((theme) => (
          <label key={theme}>
            <input
              class="sr"
              type="radio"
              name="theme"
              checked={settings.theme === theme}
              onChange={() => onChange({ theme })}
            />
            <i class="swatch" data-swatch={theme} aria-hidden="true">
              {theme === 'system' ? '' : t('themeSample')}
            </i>
            {t(`theme_${theme}`)}
          </label>
        ))}
      </fieldset>
      <hr class="hr" />
      <fieldset class="setting">
        <legend class="sr">{t('typeface')}</legend>
        <span aria-hidden="true">{t('typeface')}</span>
        <div class="seg">
          {(['serif', 'sans'] as const).map((typeface) => (
            <label key={typeface}>
              <input
                class="sr"
                type="radio"
                name="typeface"
                checked={settings.typeface === typeface}
                onChange={() => onChange({ typeface })}
              />
              {t(han ? `typeface_${typeface}_han` : `typeface_${typeface}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Stepper
        label={t('size')}
        value={t('pixels', formatNumber(size))}
        less={t('smaller')}
        more={t('larger')}
        onStep={(direction) => onChange({ size: nextSize(size, direction) })}
        atLeast={nextSize(size, -1) === size}
        atMost={nextSize(size, 1) === size}
      />
      <Stepper
        label={t('lineHeight')}
        value={formatNumber(line)}
        less={t('tighter')}
        more={t('looser')}
        onStep={(direction) => onChange({ lineStep: settings.lineStep + direction })}
        atLeast={settings.lineStep <= -2}
        atMost={settings.lineStep >= 2}
      />
      <Stepper
        label={t('lineLength')}
        value={t(han ? 'lineLengthHan' : 'lineLengthLatin', formatNumber(letters))}
        less={t('narrower')}
        more={t('wider')}
        onStep={(direction) => onChange({ measureStep: settings.measureStep + direction })}
        atLeast={settings.measureStep <= -2}
        atMost={settings.measureStep >= 2}
      />
      <hr class="hr" />
      {han && <Toggle label={t('indent')} on={settings.indent} onChange={(indent) => onChange({ indent })} />}
      <Toggle
        label={t(han ? 'justifyHan' : 'justify')}
        on={settings.justify === 'auto' ? han : settings.justify}
        onChange={(justify) => onChange({ justify })}
      />
      {han ? (
        <Toggle
          label={t('autospace')}
          on={settings.autospace}
          onChange={(autospace) => onChange({ autospace })}
        />
      ) : (
        <Toggle
          label={t('oldstyle')}
          on={settings.oldstyle}
          onChange={(oldstyle) => onChange({ oldstyle })}
        />
      )}
      <div class="toggle">
        <span class="meta-xs">{t('keptForAll')}</span>
        <button type="button" class="btn btn-text" onClick={() => onChange(defaultSettings)}>
          {t('backToDefault')}
        </button>
      </div>
    </section>
  );
}

interface StepperProps {
  label: string;
  value: string;
  less: string;
  more: string;
  atLeast: boolean;
  atMost: boolean;
  onStep: (direction: 1 | -1) => void;
}

function Stepper({ label, value, less, more, atLeast, atMost, onStep }: StepperProps) {
  return (
    <fieldset class="setting">
      <legend class="sr">{label}</legend>
      <span aria-hidden="true">{label}</span>
      <div class="stepper">
        <IconButton icon="minus" label={less} disabled={atLeast} onClick={() => onStep(-1)} />
        <output aria-live="polite">{value}</output>
        <IconButton icon="plus" label={more} disabled={atMost} onClick={() => onStep(1)} />
      </div>
    </fieldset>
  );
}

function Toggle({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label class="toggle">
      <span>{label}</span>
      <input
        class="switch"
        type="checkbox"
        role="switch"
        aria-checked={on}
        checked={on}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
