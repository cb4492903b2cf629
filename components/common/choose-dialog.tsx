import { Dialog } from './dialog';
import { Icon } from './icon';

interface Choice {
  id: string;
  label: string;
  depth?: number;
  /** How it stands now. */
  on?: boolean;
}

interface ChooseDialogProps {
  title: string;
  choices: readonly Choice[];
  onChoose: (id: string) => void;
  onClose: () => void;
}

/** Asks for one of several; the one that holds now is marked. */
export function ChooseDialog({ title, choices, onChoose, onClose }: ChooseDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      {(close) => (
        <ul class="choose-list">
          {choices.map(({ id, label, depth = 0, on }) => (
            <li key={id}>
              <button
                type="button"
                aria-current={on ? 'true' : undefined}
                style={{ '--depth': depth }}
                onClick={() => {
                  close();
                  if (!on) onChoose(id);
                }}
              >
                <span class="name">{label}</span>
                {on && <Icon name="check" small />}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
