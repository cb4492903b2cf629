import type { Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Light } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { type Candidate, completeQuery } from '../../utils/search/completion';
import { Icon } from '../common/icon';
import { lightWord } from '../common/light';
import { useKnownValues } from '../hooks/use-search';
import { moveBy, Offers } from './offers';

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
    const move = moveBy(event.key, offers.length);
    if (move) setActive(move);
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
      <Offers
        id={list}
        label={t('searchOffers')}
        offers={offers}
        active={active}
        keyOf={({ label }) => label}
        onTake={(offer, row) => take(offer, row.closest('.search-field')?.querySelector('input') ?? null)}
      >
        {(offer) => (
          <>
            <b>{offer.label}</b>
            <span>{explain(offer)}</span>
          </>
        )}
      </Offers>
    </div>
  );
}

function explain({ kind, key, label }: Candidate): string {
  if (kind === 'key') return t(`operator_${key}`);
  if (key === 'light') return lightWord(label as Light);
  return '';
}
