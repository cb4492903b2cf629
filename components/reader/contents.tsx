import { t } from '../../utils/platform/i18n';
import { counted } from '../common/format';

/** A line of the contents list. `title` and `end` are ours: the head of the article and its colophon. */
export interface ContentsEntry {
  key: string;
  text: string;
  lang?: string;
  level: number;
  element: HTMLElement;
}

interface ContentsProps {
  entries: readonly ContentsEntry[];
  current: number;
  minutesLeft?: number;
  onGo: (index: number) => void;
}

/** The contents list; the section being read is marked. Buttons: an anchor would change the host page's address. */
export function Contents({ entries, current, minutesLeft, onGo }: ContentsProps) {
  return (
    <>
      <h2>{t('contents')}</h2>
      <ul>
        {entries.map((entry, index) => (
          <li key={entry.key}>
            <button
              type="button"
              class={entry.level > 2 ? 'sub' : undefined}
              lang={entry.lang}
              aria-current={index === current ? 'location' : undefined}
              onClick={() => onGo(index)}
            >
              {entry.text}
            </button>
          </li>
        ))}
      </ul>
      {minutesLeft !== undefined && minutesLeft > 0 && (
        <p class="left num">{counted('minutesLeft', minutesLeft)}</p>
      )}
    </>
  );
}
