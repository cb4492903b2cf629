import { useId, useState } from 'preact/hooks';
import { FormDialog } from './form-dialog';

interface NameDialogProps {
  title: string;
  label: string;
  start?: string;
  /** What the main button says. */
  action: string;
  /** A sentence about a name that may be given, and means more than it looks. */
  hint?: (name: string) => string | undefined;
  /** Names that are offered while one types. */
  offers?: readonly string[];
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks for one name. */
export function NameDialog({
  title,
  label,
  start = '',
  action,
  hint,
  offers,
  onName,
  onClose,
}: NameDialogProps) {
  const id = useId();
  const [name, setName] = useState(start);
  const isGood = name.trim() !== '' && name.trim() !== start;
  return (
    <FormDialog
      title={title}
      action={action}
      isGood={isGood}
      onSubmit={(close) => {
        close();
        onName(name.trim());
      }}
      onClose={onClose}
    >
      <label class="named-field" for={id}>
        {label}
        <input
          id={id}
          class="plain-field"
          value={name}
          list={offers && `${id}-offers`}
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      {offers && (
        <datalist id={`${id}-offers`}>
          {offers.map((offer) => (
            <option value={offer} key={offer} />
          ))}
        </datalist>
      )}
      <p class="meta" role="status">
        {hint?.(name.trim())}
      </p>
    </FormDialog>
  );
}
