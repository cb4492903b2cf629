import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';

/** One line of a list that a person has made. */
export interface Entry {
  id: string;
  /** Its name, said on the button that removes it. */
  name: string;
  /** What stands under the name, and further controls. */
  more?: ComponentChildren;
}

interface EntriesProps {
  entries: readonly Entry[];
  /** What is said where there is none. */
  empty: string;
  onRemove: (id: string) => void;
}

/** A list of entries that can be removed. The focus goes on to the next entry, so that the keyboard keeps its place. */
export function Entries({ entries, empty, onRemove }: EntriesProps) {
  const list = useRef<HTMLUListElement>(null);
  const hint = useRef<HTMLParagraphElement>(null);
  const remove = (id: string, index: number): void => {
    onRemove(id);
    requestAnimationFrame(() => {
      const left = list.current?.querySelectorAll<HTMLElement>('.entry-remove') ?? [];
      (left[Math.min(index, left.length - 1)] ?? hint.current)?.focus();
    });
  };
  if (entries.length === 0)
    return (
      <p class="entries-none meta" tabIndex={-1} ref={hint}>
        {empty}
      </p>
    );
  return (
    <ul class="entries" ref={list}>
      {entries.map(({ id, name, more }, index) => (
        <li key={id}>
          <div>
            <b>{name}</b>
            {more}
          </div>
          <IconButton
            icon="close"
            label={t('removeNamed', name)}
            class="entry-remove"
            onClick={() => remove(id, index)}
          />
        </li>
      ))}
    </ul>
  );
}
