import type { Minutes } from '../../utils/aids/reading-time';
import { t } from '../../utils/platform/i18n';
import { counted, formatNumber } from '../common/format';
import type { Heading } from './arrange-body';

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
  minutesLeft?: Minutes;
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
      {minutesLeft && <p class="left num">{minutesSentence(minutesLeft)}</p>}
    </>
  );
}

function minutesSentence([from, to]: Minutes): string {
  return from === to
    ? counted('minutesLeft', from)
    : t('minutesLeftRange', formatNumber(from), formatNumber(to));
}

/** The lines of the contents list: the title, the headings, the colophon. */
export function contentsOf(
  box: HTMLElement | null,
  headings: readonly Heading[],
  head: { title: string; lang: string },
): ContentsEntry[] {
  const title = box?.querySelector<HTMLElement>('h1');
  const end = box?.querySelector<HTMLElement>('.colophon h2');
  const entries: ContentsEntry[] = headings.map(({ text, level, element }, index) => ({
    key: String(index),
    text,
    lang: head.lang,
    level,
    element,
  }));
  if (title) entries.unshift({ key: 'title', text: head.title, lang: head.lang, level: 2, element: title });
  if (end) entries.push({ key: 'end', text: t('colophon'), level: 2, element: end });
  return entries;
}
