import { nameByTemplate, nameVariables } from '../../utils/export/name-template';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { useRecord } from '../hooks/use-clips';

interface NameFieldProps {
  clipId: ClipId;
  extension: string;
  template: string;
  onTemplate: (template: string) => void;
}

/** How files are named: a template with words in braces, and the name that comes of it. */
export function NameField({ clipId, extension, template, onTemplate }: NameFieldProps) {
  const record = useRecord(clipId);
  const name = record.view === 'ready' && record.value ? nameByTemplate(template, record.value) : '';
  return (
    <label class="permission-note">
      {t('exportNames')}
      <input
        class="field"
        type="text"
        value={template}
        spellcheck={false}
        onInput={(event) => onTemplate(event.currentTarget.value)}
      />
      <small>{nameVariables.map((variable) => `{${variable}}`).join(' ')}</small>
      <small class="name-preview">
        {name}.{extension}
      </small>
    </label>
  );
}
