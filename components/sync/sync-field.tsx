import { useId } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';

interface SyncFieldProps {
  name: 'address' | 'user' | 'password' | 'passphrase' | 'new-passphrase' | 'name' | 'invitation';
  /** What is secret is not shown. */
  isSecret?: boolean;
  value: string;
  hint?: string;
  onInput: (value: string) => void;
}

/** One field of where a library is shared. The browser's own store of passwords is not asked: they are no account of a site. */
export function SyncField({ name, isSecret = false, value, hint, onInput }: SyncFieldProps) {
  const id = useId();
  const common = {
    id,
    class: 'field',
    name,
    value,
    spellcheck: false,
    autocomplete: 'off',
    onInput: (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  };
  return (
    <label class="permission-note" for={id}>
      {t(`syncField_${name.replace('-', '_')}`)}
      {isSecret ? <input type="password" {...common} /> : <input type="text" {...common} />}
      {hint && <small>{hint}</small>}
    </label>
  );
}
