import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { defaultLook, type Look, lookOf, type Settings } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { formatNumber, isHan } from '../common/format';
import { isUpright, nextSize, settingFor } from './reader-style';

/** What may be chosen for the site of the shown article alone. */
export interface SiteChoice {
  host: string;
  /** The site has a look of its own. */
  own: boolean;
  onOwn: (own: boolean) => void;
  /** Its pages open in the reader by themselves. Not offered where the choice cannot work. */
  always: boolean;
  onAlways: (always: boolean) => void;
}

interface TypePanelProps {
  id: string;
  settings: Settings;
  /** Of the article: the panel shows its figures, and the switches of its script. */
  lang: string;
  site?: SiteChoice;
  onChange: (change: Partial<Settings>) => void;
}

const themes = ['system', 'light', 'sepia', 'grey', 'dark', 'black', 'contrast'] as const;
const typefaces = ['serif', 'sans', 'system', 'mono', 'legible'] as const;
const hanForms = ['as-is', 'simplified', 'traditional'] as const;

/** Text and theme: each control works at once, and what is chosen is remembered. */
export function TypePanel({ id, ...controls }: TypePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked')?.focus();
  }, []);
  return (
    <section class="pop typepanel" id={id} ref={panel} aria-label={t('textAndTheme')}>
      <TypeControls {...controls} />
    </section>
  );
}

/** The controls themselves: in the panel, and in the settings. */
export function TypeControls({ settings, lang, site, onChange }: Omit<TypePanelProps, 'id'>) {
  const han = isHan(lang);
  const { size, line, letters } = settingFor(settings, lang);
  const step = (
    name: 'lineStep' | 'measureStep' | 'letterStep' | 'paragraphStep',
    least: number,
    most: number,
  ) => ({
    onStep: (direction: 1 | -1) => onChange({ [name]: settings[name] + direction }),
    atLeast: settings[name] <= least,
    atMost: settings[name] >= most,
  });
  return (
    <>
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
      <Choice
        name="typeface"
        label={t('typeface')}
        options={typefaces.map((value) => ({
          value,
          words: t(
            han && (value === 'serif' || value === 'sans') ? `typeface_${value}_han` : `typeface_${value}`,
          ),
        }))}
        value={settings.typeface}
        onChange={(typeface) => onChange({ typeface })}
      />
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
        {...step('lineStep', -2, 2)}
      />
      <Stepper
        label={t('lineLength')}
        value={t(han ? 'lineLengthHan' : 'lineLengthLatin', formatNumber(letters))}
        less={t('narrower')}
        more={t('wider')}
        {...step('measureStep', -2, 2)}
      />
      <Choice
        name="alignment"
        label={t('alignment')}
        options={[
          { value: 'start', words: t('alignStart') },
          { value: 'justify', words: t(han ? 'justifyHan' : 'justify') },
        ]}
        value={(settings.justify === 'auto' ? han : settings.justify) ? 'justify' : 'start'}
        onChange={(value) => onChange({ justify: value === 'justify' })}
      />
      {/^(zh|yue)\b/i.test(lang) && (
        <Choice
          name="han"
          label={t('hanForm')}
          options={hanForms.map((value) => ({ value, words: t(`hanForm_${value.replace('-', '_')}`) }))}
          value={settings.han}
          onChange={(value) => onChange({ han: value })}
        />
      )}
      <details class="more">
        <summary>{t('moreSettings')}</summary>
        <Stepper
          label={t('letterSpace')}
          value={formatNumber(settings.letterStep)}
          less={t('tighter')}
          more={t('looser')}
          {...step('letterStep', 0, 4)}
        />
        <Stepper
          label={t('paragraphSpace')}
          value={formatNumber(settings.paragraphStep)}
          less={t('tighter')}
          more={t('looser')}
          {...step('paragraphStep', -2, 2)}
        />
        {han && (
          <Toggle label={t('indent')} on={settings.indent} onChange={(indent) => onChange({ indent })} />
        )}
        {isUpright(lang) && (
          <Toggle
            label={t('vertical')}
            on={settings.vertical}
            onChange={(vertical) => onChange({ vertical })}
          />
        )}
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
        <Toggle label={t('showImages')} on={settings.images} onChange={(images) => onChange({ images })} />
        <Toggle
          label={t('focusLine')}
          on={settings.focusLine}
          onChange={(focusLine) => onChange({ focusLine })}
        />
        <Toggle
          label={t('copySource')}
          on={settings.copySource}
          onChange={(copySource) => onChange({ copySource })}
        />
      </details>
      {site && (
        <>
          <hr class="hr" />
          <Toggle label={t('onlyThisSite', site.host)} on={site.own} onChange={site.onOwn} />
          <Toggle label={t('alwaysThisSite', site.host)} on={site.always} onChange={site.onAlways} />
        </>
      )}
      <div class="toggle">
        <span class="meta-xs">{t(site?.own ? 'keptForSite' : 'keptForAll')}</span>
        <button
          type="button"
          class="btn btn-text"
          disabled={isDefault(settings)}
          onClick={() => onChange(defaultLook)}
        >
          {t('backToDefault')}
        </button>
      </div>
    </>
  );
}

function isDefault(settings: Settings): boolean {
  const look = lookOf(settings);
  return (Object.keys(defaultLook) as (keyof Look)[]).every((name) => look[name] === defaultLook[name]);
}

interface ChoiceProps<T extends string> {
  name: string;
  label: string;
  options: readonly { value: T; words: string }[];
  value: T;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ name, label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <Setting label={label}>
      <div class="seg" data-many={options.length > 3 ? '' : undefined}>
        {options.map((option) => (
          <label key={option.value}>
            <input
              class="sr"
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.words}
          </label>
        ))}
      </div>
    </Setting>
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
    <Setting label={label}>
      <div class="stepper">
        <IconButton icon="minus" label={less} disabled={atLeast} onClick={() => onStep(-1)} />
        <output aria-live="polite">{value}</output>
        <IconButton icon="plus" label={more} disabled={atMost} onClick={() => onStep(1)} />
      </div>
    </Setting>
  );
}

function Setting({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <fieldset class="setting">
      <legend class="sr">{label}</legend>
      <span aria-hidden="true">{label}</span>
      {children}
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
