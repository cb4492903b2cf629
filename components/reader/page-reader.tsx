import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { minutesFor } from '../../utils/aids/reading-time';
import type { ClipRecord } from '../../utils/model/clip';
import type { Settings } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';
import { afterPaint } from '../../utils/reading/after-paint';
import { failureSentence } from '../common/failure';
import { interfaceLanguage, loadOf } from '../common/format';
import { lazily } from '../common/lazily';
import { useKeptPlace } from '../hooks/use-kept-place';
import { useKeys } from '../hooks/use-keys';
import { useReadingPlace } from '../hooks/use-reading-place';
import type { Heading } from './arrange-body';
import { Bar } from './bar';
import { type ByHandOpen, type ByHandProps, useByHand } from './by-hand/use-by-hand';
import { type ClipState, canUndo } from './clip-state';
import { Contents, contentsOf } from './contents';
import { type GapsOptions, useGaps } from './joined/use-gaps';
import type { MarkedText, MarkStore } from './marks/mark-store';
import type { LoadPart } from './parts/parts';
import { PlaceOfferBar } from './place-offer';
import { ReaderArticle, type ReaderArticleProps } from './reader-article';
import { keysOf, mediaKeys, printedKey, type ReaderAction, readerActions } from './reader-keys';
import { isUpright, nextSize, settingFor, sheetStyle } from './reader-style';
import { hostOf } from './site-choice';
import type { SiteChoice } from './type-panel';
import { useAids } from './use-aids';
import { useVerticalScroll } from './vertical-scroll';

export interface PageReaderProps extends ReaderArticleProps {
  clip: ClipState;
  text: MarkedText;
  store: MarkStore | undefined;
  loadPart: LoadPart;
  site: SiteChoice;
  /** Where parts of a joined article are missing. */
  gaps?: GapsOptions['gaps'];
  onClip: () => void;
  onUndo: () => void;
  onClose: () => void;
  onSettings: (change: Partial<Settings>) => void;
  byHand: ByHandProps;
  /** What is cited: the page as it was read, with the person's corrections. Absent until the facts are read. */
  citable: () => ClipRecord | undefined;
}

/** All styles of citation come with a script of their own, when they are asked for. */
const CiteDialog = lazily(async () => (await import('../cite/cite-dialog')).CiteDialog);

const KeysDialog = lazily(async () => (await import('./keys-dialog')).KeysDialog);
const TypePanel = lazily(async () => (await import('./type-panel')).TypePanel);

type Open = 'none' | 'type' | 'contents' | 'keys' | 'cite' | ByHandOpen;

/** The reader over a live page: its own scroll box, bar, contents, aids, keys. Draws into one element of a shadow root. */
export function PageReader(props: PageReaderProps) {
  const { article, source, settings, clip, text, onSettings } = props;
  const lang = article.language ?? source?.language.value ?? '';
  const load = props.load ?? loadOf(article.wordCount, lang);
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const articleBox = useRef<HTMLElement>(null);
  const typeButton = useRef<HTMLButtonElement>(null);
  const panelId = useId();
  const [open, setOpen] = useState<Open>('none');
  const cited = open === 'cite' ? props.citable() : undefined;
  const [ended, setEnded] = useState(false);
  const [headings, setHeadings] = useState<readonly Heading[]>([]);
  const scrollBox = useCallback(() => scroller.current, []);
  const articleElement = useCallback(() => articleBox.current, []);
  const aids = useAids({
    title: article.title,
    lang,
    source,
    images: props.images,
    text,
    settings,
    store: props.store,
    scroller: scrollBox,
    loadPart: props.loadPart,
    onSettings,
    citable: props.citable,
  });

  useEffect(() => {
    // After the first frame: moving the focus before it would have the browser lay out everything twice.
    void afterPaint(window).then(() => {
      const shown = articleBox.current?.getRootNode() as Document | ShadowRoot | undefined;
      const isElsewhere = shown?.activeElement?.closest('.app'); // something was pressed meanwhile
      if (!isElsewhere) articleBox.current?.querySelector('h1')?.focus({ preventScroll: true });
    });
  }, []);

  // A control that goes away while it has the focus would take the keys with it, out of the reader. Looked after as soon as
  // it is gone: a key that follows at once must find the reader, and comes before any timer. Of one that is only hidden or
  // disabled Chromium tells by an event.
  useLayoutEffect(() => regainFocus(root, scroller.current));
  useLayoutEffect(() => {
    if (!root) return;
    const regain = (): void => regainFocus(root, scroller.current);
    const later = (): void => void setTimeout(regain);
    const gone = new MutationObserver(regain);
    gone.observe(root, { childList: true, subtree: true });
    root.addEventListener('focusout', later);
    return () => {
      gone.disconnect();
      root.removeEventListener('focusout', later);
    };
  }, [root]);

  const entries = useMemo(
    () => contentsOf(articleBox.current, headings, { title: article.title, lang }),
    [headings, article.title, lang, ended],
  );
  const elements = useMemo(() => entries.map((entry) => entry.element), [entries]);
  const isVertical = settings.vertical && isUpright(lang);
  useVerticalScroll(root, articleElement, isVertical);
  const place = useReadingPlace(scroller, elements, isVertical ? articleElement : undefined);
  const kept = useKeptPlace({
    article: source?.urls.cleaned,
    body: aids.body?.element,
    scroller: scrollBox,
  });

  useGaps(aids.body, {
    gaps: props.gaps,
    of: article.parts?.length ?? 0,
    onRetry: props.joining ? undefined : props.onRetryParts,
  });

  const go = (index: number): void => {
    const entry = entries[index];
    if (!entry) return;
    setOpen((now) => (now === 'contents' ? 'none' : now));
    if (index === 0) scroller.current?.scrollTo({ top: 0 });
    else entry.element.scrollIntoView({ block: 'start' });
    entry.element.tabIndex = -1;
    entry.element.focus({ preventScroll: true });
  };
  const hand = useByHand({ ...props.byHand, open, setOpen, body: aids.body?.element, lang });
  const toggle = (what: Open): void => setOpen((now) => (now === what ? 'none' : what));
  const leave = (): void => {
    if (open !== 'none') {
      setOpen('none');
      typeButton.current?.focus();
      return;
    }
    if (!aids.closeOne()) props.onClose();
  };
  const mayUndo = (props.store?.marks.length ?? 0) === 0;
  const undo = (): void => {
    if (aids.marks.removed) aids.marks.undoRemove();
    else if (hand.canUndo) hand.undo();
    else if (mayUndo && canUndo(clip)) props.onUndo();
  };
  const resize = (direction: 1 | -1): void =>
    onSettings({ size: nextSize(settingFor(settings, lang).size, direction) });
  const isKept = clip.kind === 'saved' || (clip.kind === 'kept' && !clip.changed);
  const mayClip = !isKept && clip.kind !== 'saving';
  const actions: Partial<Record<ReaderAction, () => void>> = {
    ...aids.actions,
    close: leave,
    clip: () => mayClip && props.onClip(),
    undo,
    type: () => toggle('type'),
    contents: () => toggle('contents'),
    nextHeading: () => go(Math.min(entries.length - 1, place.current + 1)),
    previousHeading: () => go(Math.max(0, place.current - 1)),
    larger: () => resize(1),
    smaller: () => resize(-1),
    focusLine: () => onSettings({ focusLine: !settings.focusLine }),
    cite: () => setOpen('cite'),
    ...hand.actions,
    keys: () => setOpen('keys'),
  };
  const keys = useMemo(() => keysOf(settings.keys), [settings.keys]);
  useKeys(
    keyMap(keys, actions, {
      blockOn: () => aids.listen.skipBlock(1),
      blockBack: () => aids.listen.skipBlock(-1),
      stopListening: () => aids.listen.close(),
    }),
    root,
  );
  const hints = useMemo(
    () => Object.fromEntries(Object.entries(keys).map(([id, key]) => [id, printedKey(key)])),
    [keys],
  ) as Record<ReaderAction, string>;

  const left = minutesFor(load, lang, 1 - place.progress);
  const contents = (
    <Contents
      entries={entries}
      current={place.current}
      minutesLeft={place.progress < 1 ? left : undefined}
      onGo={go}
    />
  );
  return (
    <div
      class="app sheet"
      lang={interfaceLanguage()}
      {...sheetStyle(settings, article.direction)}
      ref={setRoot}
    >
      {/* Focusable, so that a click into the text does not hand the keys back to the host page. */}
      <div class="scroller" tabIndex={-1} ref={scroller}>
        <Bar
          siteName={source?.site.value.name ?? hostOf(text.source)}
          title={article.title}
          lang={lang}
          progress={place.progress}
          clip={clip}
          typeOpen={open === 'type'}
          contentsOpen={open === 'contents'}
          listening={aids.listen.view !== 'off'}
          panelId={panelId}
          typeButton={typeButton}
          hints={hints}
          mayUndo={mayUndo}
          onClose={props.onClose}
          onClip={props.onClip}
          onUndo={props.onUndo}
          onType={() => toggle('type')}
          onContents={() => toggle('contents')}
          onListen={aids.listen.toggle}
          onKeys={() => setOpen('keys')}
          onCite={() => setOpen('cite')}
          adjustOpen={open === 'adjust'}
          onAdjust={() => toggle('adjust')}
        >
          {hand.panel(hints)}
          {open === 'type' && (
            <TypePanel id={panelId} settings={settings} lang={lang} site={props.site} onChange={onSettings} />
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
            <ReaderArticle
              {...props}
              load={load}
              articleRef={articleBox}
              notice={hand.notice}
              over={aids.over}
              afterBody={aids.afterBody}
              onHeadings={setHeadings}
              onEnd={() => setEnded(true)}
              onBody={aids.onBody}
              onOpenImage={aids.onOpenImage}
            />
          </main>
          <div class="gutter" />
        </div>
      </div>
      {cited && <CiteDialog record={cited} onClose={() => setOpen('none')} />}
      <PlaceOfferBar offer={kept.offer} lang={lang} onGo={kept.goThere} onDismiss={kept.dismiss} />
      {aids.outside}
      {hand.outside}
      {open === 'keys' && (
        <KeysDialog
          own={settings.keys}
          onKeys={(own) => onSettings({ keys: own })}
          onClose={() => setOpen('none')}
        />
      )}
    </div>
  );
}

/** What each key does: the person's keys, and the media keys of the keyboard. */
function keyMap(
  keys: Record<ReaderAction, string>,
  actions: Partial<Record<ReaderAction, () => void>>,
  media: Record<'blockOn' | 'blockBack' | 'stopListening', () => void>,
): Record<string, (event: KeyboardEvent) => void> {
  const map: Record<string, (event: KeyboardEvent) => void> = {};
  const add = (key: string, act: (() => void) | undefined): void => {
    if (key && act)
      map[key] = (event) => {
        event.preventDefault();
        act();
      };
  };
  for (const { id } of readerActions) add(keys[id], actions[id]);
  for (const [key, id] of Object.entries(mediaKeys)) add(key, { ...actions, ...media }[id]);
  return map;
}

/** Puts the focus on the scroll box where it has fallen out of the reader. */
function regainFocus(root: HTMLElement | null, box: HTMLElement | null): void {
  if (!root?.isConnected) return;
  const shown = root.getRootNode() as Document | ShadowRoot;
  const lost = !shown.activeElement || shown.activeElement === root.ownerDocument.body;
  if (lost) box?.focus({ preventScroll: true });
}
