import type { Ref } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { fold } from '../../utils/search/fold';
import { Icon } from '../common/icon';
import { useKnownValues } from '../hooks/use-search';
import { moveBy, Offers } from './offers';

interface TagFieldProps {
  tags: readonly string[];
  /** What the field is for, for those who do not see it. */
  label: string;
  placeholder: string;
  inputRef?: Ref<HTMLInputElement>;
  onAdd: (tags: string[]) => void;
  onRemove: (tag: string) => void;
  /** Enter in the empty field. */
  onDone?: () => void;
}

const mostOffers = 8;

/**
 * Tags as chips, and a field for the next: Enter or a comma sets it, Backspace in the empty field takes the last away,
 * arrows choose among those that are used already. Keys of an input method are its own until it is done.
 */
export function TagField({ tags, label, placeholder, inputRef, onAdd, onRemove, onDone }: TagFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement | null>(null);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const known = useKnownValues(isOpen);
  const offers = isOpen ? offersFor(typed, known.tag, tags) : [];
  const set = (text: string): void => {
    const added = text
      .split(/[,，、;；\n]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    setTyped('');
    setActive(-1);
    // What is set is done: offers for the next tag come with its first letter, or with an arrow.
    setOpen(false);
    if (added.length > 0) onAdd(added);
  };
  const remove = (tag: string): void => {
    onRemove(tag);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const move = moveBy(event.key, offers.length);
    if (move) setActive(move);
    else if (event.key === 'ArrowDown' && !isOpen) setOpen(true);
    else if (event.key === 'Enter') {
      if (typed.trim() === '' && active < 0) onDone?.();
      else set(offers[active] ?? typed);
    } else if (event.key === 'Tab' && offers[active]) set(offers[active]);
    else if (event.key === 'Escape' && (typed !== '' || offers.length > 0)) {
      setTyped('');
      setOpen(false);
    } else if (event.key === 'Backspace' && typed === '' && tags.length > 0) remove(tags.at(-1) ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="tag-field">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips goes into the field */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are in the field already */}
      <div class="field field-wrap" onClick={() => field.current?.focus()}>
        <Icon name="tag" small />
        {tags.map((tag) => (
          <span class="chip chip-mine chip-q" key={tag}>
            {tag}
            <button
              type="button"
              aria-label={t('removeTag', tag)}
              title={t('removeTag', tag)}
              onClick={(event) => {
                event.stopPropagation();
                remove(tag);
              }}
            >
              <Icon name="close" small />
            </button>
          </span>
        ))}
        <input
          type="text"
          ref={(input) => {
            field.current = input;
            if (typeof inputRef === 'function') inputRef(input);
            else if (inputRef) inputRef.current = input;
          }}
          value={typed}
          placeholder={placeholder}
          aria-label={label}
          role="combobox"
          aria-expanded={offers.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 && offers[active] ? `${id}-${active}` : undefined}
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="done"
          onFocus={() => setOpen(true)}
          onInput={(event) => {
            const { value } = event.currentTarget;
            setOpen(true);
            setActive(-1);
            if (!event.isComposing && /[,，、;；]$/.test(value)) set(value);
            else setTyped(value);
          }}
          onCompositionEnd={(event) => {
            if (/[,，、;；]$/.test(event.currentTarget.value)) set(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            setOpen(false);
            if (typed.trim() !== '') set(typed);
          }}
        />
      </div>
      <Offers
        id={id}
        label={t('knownTags')}
        offers={offers}
        active={active}
        keyOf={(tag) => tag}
        onTake={set}
      >
        {(tag) => <b>{tag}</b>}
      </Offers>
    </div>
  );
}

/** Tags that are used already and begin with what is typed, then those that hold it; none of those that are set. */
function offersFor(typed: string, known: readonly string[], set: readonly string[]): string[] {
  const wanted = fold(typed).trim();
  const open = known.filter((tag) => !set.includes(tag));
  if (wanted === '') return open.slice(0, mostOffers);
  const beginning = open.filter((tag) => fold(tag).startsWith(wanted));
  const within = open.filter((tag) => !beginning.includes(tag) && fold(tag).includes(wanted));
  return [...beginning, ...within].slice(0, mostOffers);
}
