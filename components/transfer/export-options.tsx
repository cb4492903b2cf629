import type { ExportOffer } from '../../utils/export/catalogue';
import { exportVariables } from '../../utils/export/catalogue';
import type { ImageChoice, MarkdownPreset } from '../../utils/export/format';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import type { ChangeSettings } from '../hooks/use-settings';
import { Choices } from './choices';
import type { ExportChoice } from './export-clips';
import { FieldsPreview } from './fields-preview';

const imageChoices: readonly ImageChoice[] = ['files', 'licensed', 'link', 'none'];
const presets: readonly MarkdownPreset[] = ['plain', 'obsidian', 'logseq'];

interface OptionsProps {
  choice: ExportChoice;
  onChoice: (change: Partial<ExportChoice>) => void;
}

/** Which pictures go along. */
export function ImageOptions({ choice, onChoice }: OptionsProps) {
  return (
    <Choices
      name="images"
      legend={t('factPhotos')}
      chosen={choice.images}
      onChoose={(images) => onChoice({ images })}
      choices={imageChoices.map((value) => ({
        value,
        label: t(`exportImages_${value}`),
        hint: t(`exportImages_${value}_hint`),
      }))}
    />
  );
}

/** Whose Markdown. */
export function PresetOptions({ choice, onChoice }: OptionsProps) {
  return (
    <Choices
      name="preset"
      legend={t('markdownFor')}
      chosen={choice.markdown}
      onChoose={(markdown) => onChoice({ markdown })}
      choices={presets.map((value) => ({
        value,
        label: t(`preset_${value}`),
        hint: t(`preset_${value}_hint`),
      }))}
    />
  );
}

interface MoreProps extends OptionsProps {
  format: ExportOffer | undefined;
  /** Some of the texts can be set in columns. */
  isHan: boolean;
  /** Tags can become links. */
  hasWikilinks: boolean;
}

/** What else goes along. */
export function MoreOptions({ format, choice, onChoice, isHan, hasWikilinks }: MoreProps) {
  return (
    <fieldset>
      <legend>{t('exportMore')}</legend>
      <div class="choices">
        <Check
          checked={choice.marks === 'with'}
          label={t('exportMarks')}
          onChange={(on) => onChoice({ marks: on ? 'with' : 'without' })}
        />
        <Check
          checked={choice.contacts === 'keep'}
          label={t('exportContacts')}
          hint={t('exportContactsHint')}
          onChange={(on) => onChoice({ contacts: on ? 'keep' : 'mask' })}
        />
        {hasWikilinks && (
          <Check
            checked={choice.wikilinks}
            label={t('exportWikilinks')}
            hint={t('exportWikilinksHint')}
            onChange={(wikilinks) => onChoice({ wikilinks })}
          />
        )}
        {isHan && format?.id === 'epub' && (
          <Check
            checked={choice.writing === 'vertical'}
            label={t('exportVertical')}
            onChange={(on) => onChoice({ writing: on ? 'vertical' : 'horizontal' })}
          />
        )}
      </div>
    </fieldset>
  );
}

interface CheckProps {
  checked: boolean;
  label: string;
  hint?: string;
  onChange: (checked: boolean) => void;
}

function Check({ checked, label, hint, onChange }: CheckProps) {
  return (
    <label>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
      {hint && <small>{hint}</small>}
    </label>
  );
}

interface FieldsProps {
  clipId: ClipId;
  choice: ExportChoice;
  onSettings: ChangeSettings;
}

/** The front matter's fields: a template with words in braces, and the lines that come of it. */
export function FieldsField({ clipId, choice, onSettings }: FieldsProps) {
  return (
    <details class="preview-box">
      <summary>{t('exportFields')}</summary>
      <label class="permission-note">
        {t('exportFieldsHint')}
        <textarea
          class="field fields"
          rows={5}
          spellcheck={false}
          placeholder={'title: {title}\nsource: {url}\nauthor: "[[{author}]]"\ntags: {tags}'}
          value={choice.fields}
          onInput={(event) => onSettings({ exportFields: event.currentTarget.value })}
        />
        <small>{exportVariables.map((variable) => `{${variable}}`).join(' ')}</small>
      </label>
      <FieldsPreview clipId={clipId} choice={choice} />
    </details>
  );
}
