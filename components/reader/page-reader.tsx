import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import type { ClipRecord } from '../../utils/model/clip';
import type { Settings } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';
import { CiteDialog } from '../cite/cite-dialog';
import { failureSentence } from '../common/failure';
import { interfaceLanguage, readingMinutes } from '../common/format';
import { type KeyLine, KeySheet } from '../common/key-sheet';
import { useKeys } from '../hooks/use-keys';
import { useReadingPlace } from '../hooks/use-reading-place';
import type { Heading } from './arrange-body';
import { Bar } from './bar';
import { type ClipState, canUndo } from './clip-state';
import { Contents, type ContentsEntry } from './contents';
import { ReaderArticle, type ReaderArticleProps } from './reader-article';
import { TypePanel } from './type-panel';

export interface PageReaderProps extends ReaderArticleProps {
  clip: ClipState;
  onClip: () => void;
  onUndo: () => void;
  onClose: () => void;
  onSettings: (change: Partial<Settings>) => void;
  /** What is cited: the page as it was read, with the person's corrections. */
  citable: () => ClipRecord;
}

const keyLines: readonly KeyLine[] = [
  ['Esc', 'keyClose'],
  ['C', 'keyClip'],
  ['Z', 'keyUndo'],
  ['T', 'keyType'],
  ['N', 'keyNextHeading'],
  ['P', 'keyPreviousHeading'],
  ['Q', 'keyCite'],
  ['?', 'keyAll'],
];

type Open = 'none' | 'type' | 'contents' | 'keys' | 'cite';

/** The reader over a live page: its own scroll box, bar, contents, keys. Draws into one element of a shadow root. */
export function PageReader(props: PageReaderProps) {
  const { article, source, settings, clip } = props;
  const lang = article.language ?? source.language.value;
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const articleBox = useRef<HTMLElement>(null);
  const typeButton = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const [open, setOpen] = useState<Open>('none');
  const [headings, setHeadings] = useState<readonly Heading[]>([]);

  useEffect(() => {
    articleBox.current?.querySelector('h1')?.focus({ preventScroll: true });
  }, []);

  const entries = useMemo(
    () => contentsOf(articleBox.current, headings, { title: article.title, lang }),
    [headings, article.title, lang],
  );
  const elements = useMemo(() => entries.map((entry) => entry.element), [entries]);
  const place = useReadingPlace(scroller, elements);

  const go = (index: number): void => {
    const entry = entries[index];
    if (!entry) return;
    setOpen((now) => (now === 'contents' ? 'none' : now));
    if (index === 0) scroller.current?.scrollTo({ top: 0 });
    else entry.element.scrollIntoView({ block: 'start' });
    entry.element.tabIndex = -1;
    entry.element.focus({ preventScroll: true });
  };
  const toggle = (what: Open): void => setOpen((now) => (now === what ? 'none' : what));
  const leave = (): void => {
    if (open === 'none') {
      props.onClose();
      return;
    }
    setOpen('none');
    typeButton.current?.focus();
  };
  useKeys(
    {
      Escape: (event) => {
        event.preventDefault();
        leave();
      },
      c: () => clip.kind !== 'saved' && clip.kind !== 'kept' && clip.kind !== 'saving' && props.onClip(),
      z: () => canUndo(clip) && props.onUndo(),
      t: () => toggle('type'),
      n: () => go(Math.min(entries.length - 1, place.current + 1)),
      p: () => go(Math.max(0, place.current - 1)),
      q: () => setOpen('cite'),
      '?': () => setOpen('keys'),
    },
    root,
  );

  const minutes = readingMinutes(article.wordCount, lang);
  const left = Math.ceil(((minutes[0] + minutes[1]) / 2) * (1 - place.progress));
  const contents = <Contents entries={entries} current={place.current} minutesLeft={left} onGo={go} />;
  return (
    <div
      class="app sheet"
      lang={interfaceLanguage()}
      dir="ltr"
      data-theme={settings.theme === 'system' ? undefined : settings.theme}
      ref={setRoot}
    >
      {/* Focusable, so that a click into the text does not hand the keys back to the host page. */}
      <div class="scroller" tabIndex={-1} ref={scroller}>
        <Bar
          siteName={source.site.value.name}
          title={article.title}
          lang={lang}
          progress={place.progress}
          clip={clip}
          typeOpen={open === 'type'}
          contentsOpen={open === 'contents'}
          panelId={panelId}
          typeButton={typeButton}
          onClose={props.onClose}
          onClip={props.onClip}
          onUndo={props.onUndo}
          onType={() => toggle('type')}
          onContents={() => toggle('contents')}
          onKeys={() => setOpen('keys')}
          onCite={() => setOpen('cite')}
        >
          {open === 'type' && (
            <TypePanel id={panelId} settings={settings} lang={lang} onChange={props.onSettings} />
          )}
          {open === 'contents' && (
            <nav class="pop contents contents-pop" aria-label={t('contents')}>
              {contents}
            </nav>
          )}
        </Bar>
        {clip.kind === 'failed' && (
          <p class="failed-line" role="alert">
            <b>{failureSentence(clip.failure)}</b> {t('nothingLost')}
          </p>
        )}
        <div class="spread">
          <nav class="contents" aria-label={t('contents')}>
            {contents}
          </nav>
          <main>
            <ReaderArticle {...props} articleRef={articleBox} onHeadings={setHeadings} />
          </main>
          <div class="gutter" />
        </div>
      </div>
      {open === 'cite' && <CiteDialog record={props.citable()} onClose={() => setOpen('none')} />}
      {open === 'keys' && <KeySheet lines={keyLines} onClose={() => setOpen('none')} />}
    </div>
  );
}

/** The lines of the contents list: the title, the headings, the colophon. */
function contentsOf(
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
