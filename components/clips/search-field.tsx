import type { Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Light } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { type Candidate, completeQuery } from '../../utils/search/completion';
import { Icon } from '../common/icon';
import { lightWord } from '../common/light';
import { useKnownValues } from '../hooks/use-search';

interface SearchFieldProps {
  value: string;
  placeholder: string;
  inputRef: Ref<HTMLInputElement>;
  onValue: (value: string) => void;
}

/** The field of a search, with what may be completed at the caret: by keys, or by a click. */
export function SearchField({ value, placeholder, inputRef, onValue }: SearchFieldProps) {
  const list = useId();
  const [caret, setCaret] = useState(0);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const known = useKnownValues(isOpen);
  const offers = isOpen && value.trim() !== '' ? completeQuery(value, caret, known) : [];
  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const take = (offer: Candidate, input: HTMLInputElement | null): void => {
    const next = value.slice(0, offer.from) + offer.insert + value.slice(offer.to).trimStart();
    const at = offer.from + offer.insert.length;
    onValue(next);
    setCaret(at);
    setActive(-1);
    setOpen(offer.kind === 'key');
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(at, at);
    });
  };
  const answer = (event: KeyboardEvent & { currentTarget: HTMLInputElement }): void => {
    if (event.isComposing || offers.length === 0) return;
    const chosen = offers[active];
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setActive((now) => Math.max(-1, Math.min(offers.length - 1, now + step)));
    else if (event.key === 'Escape') close();
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) take(chosen, event.currentTarget);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="search-field">
      <label class="field">
        <Icon name="search" small />
        <span class="sr">{t('searchLibrary')}</span>
        <input
          type="text"
          enterkeyhint="search"
          ref={inputRef}
          value={value}
          placeholder={placeholder}
          role="combobox"
          aria-expanded={offers.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 && offers[active] ? `${list}-${active}` : undefined}
          onInput={(event) => {
            onValue(event.currentTarget.value);
            setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
            setOpen(true);
            setActive(-1);
          }}
          onKeyDown={answer}
          onBlur={close}
          autocomplete="off"
          spellcheck={false}
        />
        <span class="key" aria-hidden="true">
          /
        </span>
      </label>
      <div
        class="offers"
        id={list}
        role="listbox"
        aria-label={t('searchOffers')}
        hidden={offers.length === 0}
      >
        {offers.map((offer, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, as the combobox pattern wants
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <div
            key={offer.label}
            id={`${list}-${index}`}
            class="offer"
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) =>
              take(offer, event.currentTarget.closest('.search-field')?.querySelector('input') ?? null)
            }
          >
            <b>{offer.label}</b>
            <span>{explain(offer)}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function explain({ kind, key, label }: Candidate): string {
  if (kind === 'key') return t(`operator_${key}`);
  if (key === 'light') return lightWord(label as Light);
  return '';
}
