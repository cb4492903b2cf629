import type { ComponentChild } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { hanForm } from '../../utils/aids/han/han-form';
import { showHan } from '../../utils/aids/han/show-han';
import type { ClipImage, ClipRecord } from '../../utils/model/clip';
import type { MarkColour, Settings } from '../../utils/model/settings';
import { markColours } from '../../utils/model/settings';
import type { SourceInfo } from '../../utils/model/source';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { copyToClipboard } from '../common/clipboard';
import { failureSentence } from '../common/failure';
import { lazily } from '../common/lazily';
import { Toast } from '../common/toast';
import type { ShownBody } from './article-body';
import { type Listen, useListen } from './listen/use-listen';
import { LostMarks } from './marks/lost-marks';
import type { MarkedText, MarkStore } from './marks/mark-store';
import { pickedWords } from './marks/selection';
import { type Marks, useMarks } from './marks/use-marks';
import type { LoadPart } from './parts/parts';
import { useLegibleFont } from './parts/use-legible-font';
import { addLinkNotes, removeLinkNotes } from './print';
import type { ReaderAction } from './reader-keys';
import { passageToCopy, sourceLineOf } from './source-line';

const Lightbox = lazily(async () => (await import('./lightbox')).Lightbox);
const ListenBar = lazily(async () => (await import('./listen/listen-bar')).ListenBar);

interface AidsOptions {
  title: string;
  lang: string;
  /** Absent until it is read. */
  source: SourceInfo | undefined;
  /** What is known of the pictures. */
  images: readonly ClipImage[] | undefined;
  text: MarkedText;
  settings: Settings;
  store: MarkStore | undefined;
  scroller: () => HTMLElement | null;
  loadPart: LoadPart;
  onSettings: (change: Partial<Settings>) => void;
  /** What a shared passage is cited from. */
  citable: () => ClipRecord | undefined;
}

/** What helps while reading, the same over a page and in the library. */
export interface Aids {
  body: ShownBody | undefined;
  onBody: (body: ShownBody) => void;
  onOpenImage: (image: HTMLImageElement) => void;
  marks: Marks;
  listen: Listen;
  /** Stands in the reader's element: the spoken sentence behind the words, the bar of marks over them. */
  over: ComponentChild;
  /** After the text: marks that found no place. */
  afterBody: ComponentChild;
  /** Stands in the surface: voice, large picture, toasts. */
  outside: ComponentChild;
  /** What the keys of the aids do. */
  actions: Partial<Record<ReaderAction, () => void>>;
  /** Closes what an aid has open; false if nothing was. */
  closeOne: () => boolean;
}

/** Brings the aids together: marks, speech, pictures, the other Chinese script, copying, printing. */
export function useAids(options: AidsOptions): Aids {
  const { title, lang, source, settings, scroller, loadPart, onSettings } = options;
  const [body, setBody] = useState<ShownBody>();
  const [picture, setPicture] = useState<number>();
  const layer = useRef<HTMLDivElement>(null);
  const convert = useHan(body, settings.han, lang, loadPart);
  const converted = useRef(false);
  const repaint = useCallback(
    (element: HTMLElement, paint: () => void): void => {
      // Nearly always nothing is converted, and going through a long article takes its time.
      if (converted.current) showHan(element, undefined);
      paint();
      if (convert) showHan(element, convert);
      converted.current = convert !== undefined;
    },
    [convert],
  );
  // Made only where it is wanted: dates need the browser's language data, which come slowly the first time.
  const line = useMemo(
    () => (settings.copySource && source ? sourceLineOf(source, title) : undefined),
    [settings.copySource, source, title],
  );
  const marks = useMarks({
    body,
    text: options.text,
    store: options.store,
    colour: settings.markColour,
    repaint,
    onColour: (markColour) => onSettings({ markColour }),
    onShare: (passage) => {
      const record = options.citable();
      if (body && record) void sharePassage(body.element.ownerDocument, record, passage);
    },
    onCopy: (passage) =>
      body && void copyToClipboard(body.element.ownerDocument, { text: passageToCopy(passage, line) }),
  });
  const listen = useListen({
    body,
    lang,
    rate: settings.speechRate,
    voices: settings.voices,
    layer,
    scroller,
    onRate: (speechRate) => onSettings({ speechRate }),
  });
  useSourceLine(body, line);
  useLinkNotes(body);
  useLegibleFont(settings.typeface === 'legible', body?.element.ownerDocument, loadPart);

  const onOpenImage = useCallback(
    (element: HTMLImageElement): void => {
      const index = body?.images.findIndex((image) => image.element === element) ?? -1;
      if (index >= 0) setPicture(index);
    },
    [body],
  );
  const closePicture = (): void => {
    if (picture !== undefined) body?.images[picture]?.element.focus({ preventScroll: true });
    setPicture(undefined);
  };
  const own = lang.split('-')[0] ?? lang;
  const outside = (
    <>
      {listen.view !== 'off' && (
        <ListenBar
          listen={listen}
          lang={lang}
          voice={settings.voices[own]}
          onVoice={(voiceURI) => onSettings({ voices: { ...settings.voices, [own]: voiceURI } })}
        />
      )}
      {picture !== undefined && body && (
        <Lightbox
          images={body.images}
          records={options.images ?? []}
          start={picture}
          lang={lang}
          onClose={closePicture}
        />
      )}
      <div class="reader-toasts" role="status">
        {marks.removed && (
          <Toast onGone={marks.forgetRemoved} key={marks.removed.id}>
            {t('markRemoved')}
            <Button icon="undo" hint="Z" onClick={marks.undoRemove}>
              {t('undo')}
            </Button>
          </Toast>
        )}
      </div>
      {marks.failure && (
        <p class="failed-line mark-failed" role="alert">
          <b>{failureSentence(marks.failure)}</b>
        </p>
      )}
    </>
  );
  const pen = (index: number) => (): void => {
    const colour: MarkColour | undefined = markColours[index];
    if (colour) marks.mark(colour);
  };
  return {
    body,
    onBody: setBody,
    onOpenImage,
    marks,
    listen,
    over: (
      <>
        <div class="spoken ours" aria-hidden="true" ref={layer} />
        {marks.pop}
      </>
    ),
    afterBody: <LostMarks marks={marks.lost} lang={lang} onRemove={options.store?.remove && marks.remove} />,
    outside,
    actions: {
      mark: () => void marks.mark(),
      pen1: pen(0),
      pen2: pen(1),
      pen3: pen(2),
      pen4: pen(3),
      note: () => void marks.note(),
      nextMark: () => marks.go(1),
      previousMark: () => marks.go(-1),
      listen: listen.toggle,
      sentenceOn: () => listen.skipSentence(1),
      sentenceBack: () => listen.skipSentence(-1),
    },
    closeOne: () => marks.close() || listen.close(),
  };
}

async function sharePassage(document: Document, record: ClipRecord, passage: string): Promise<void> {
  const { shareText } = await import('../../utils/cite/attribution');
  await copyToClipboard(document, { text: shareText(record, passage) });
}

/** The conversion that the person wants and the text needs, once it is loaded. */
function useHan(
  body: ShownBody | undefined,
  wanted: Settings['han'],
  lang: string,
  loadPart: LoadPart,
): ((text: string) => string) | undefined {
  const [loaded, setLoaded] = useState<{ form: Settings['han']; convert: (text: string) => string }>();
  const isChinese = /^(zh|yue)\b/i.test(lang);
  const form = useMemo(
    () => (body && isChinese ? hanForm(body.element.textContent ?? '', lang) : undefined),
    [body, isChinese, lang],
  );
  const needed = form && wanted !== 'as-is' && wanted !== form ? wanted : undefined;
  useEffect(() => {
    if (!needed || loaded?.form === needed) return;
    const part = needed === 'traditional' ? 'toTraditional' : 'toSimplified';
    let gone = false;
    loadPart(part).then((convert) => {
      if (!gone && typeof convert === 'function') setLoaded({ form: needed, convert });
    });
    return () => {
      gone = true;
    };
  }, [needed, loaded, loadPart]);
  return needed && loaded?.form === needed ? loaded.convert : undefined;
}

/** Lets the browser's own copy command carry the source line. */
function useSourceLine(body: ShownBody | undefined, line: string | undefined): void {
  useEffect(() => {
    if (!body || !line) return;
    const { element } = body;
    const { ownerDocument: document } = element;
    const onCopy = (event: ClipboardEvent): void => {
      const words = event.defaultPrevented ? '' : pickedWords(element);
      if (!words) return;
      event.clipboardData?.setData('text/plain', passageToCopy(words, line));
      event.preventDefault();
    };
    // On the window, before the event comes to the surface, where it is kept from the page.
    const window = document.defaultView;
    window?.addEventListener('copy', onCopy, { capture: true });
    return () => window?.removeEventListener('copy', onCopy, { capture: true });
  }, [body, line]);
}

/** Links become notes while the browser prints. */
function useLinkNotes(body: ShownBody | undefined): void {
  useEffect(() => {
    const window = body?.element.ownerDocument.defaultView;
    if (!body || !window) return;
    const before = (): void => addLinkNotes(body.element, t('printLinks'));
    const after = (): void => removeLinkNotes(body.element);
    // The text may go to paper before the rest of the reader is there.
    const { host } = body.element.getRootNode() as Partial<ShadowRoot>;
    if (host?.hasAttribute('data-printing')) before();
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
      after();
    };
  }, [body]);
}
