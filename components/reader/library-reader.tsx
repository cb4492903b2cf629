import type { RefObject } from 'preact';
import type { ClipRecord } from '../../utils/model/clip';
import type { Settings } from '../../utils/model/settings';
import { useKeptPlace } from '../hooks/use-kept-place';
import { useKeys } from '../hooks/use-keys';
import type { MarkedText, MarkStore } from './marks/mark-store';
import type { LoadPart } from './parts/parts';
import { PlaceOfferBar } from './place-offer';
import { ReaderArticle, type ReaderArticleProps } from './reader-article';
import { keysOf, type ReaderAction } from './reader-keys';
import { type Aids, useAids } from './use-aids';

export interface LibraryReaderProps extends ReaderArticleProps {
  text: MarkedText;
  /** None where the shown version is not the newest, or lies in the Trash: it is read, not marked. */
  store: MarkStore | undefined;
  loadPart: LoadPart;
  scroller: () => HTMLElement | null;
  /** The aids, for the buttons of the surface around. */
  aidsRef: RefObject<Aids | undefined>;
  onSettings: (change: Partial<Settings>) => void;
  /** The kept clip, for a passage that is shared. */
  citable: () => ClipRecord;
}

/** Keys that mean the same in the reading pane as over a page; the others are the library's own. */
const shared: readonly ReaderAction[] = [
  'mark',
  'pen1',
  'pen2',
  'pen3',
  'pen4',
  'note',
  'nextMark',
  'previousMark',
  'listen',
  'sentenceOn',
  'sentenceBack',
];

/** The reading pane of the library: the article with its aids. */
export function LibraryReader(props: LibraryReaderProps) {
  const { article, source, settings, text, scroller } = props;
  const lang = article.language ?? source?.language.value ?? '';
  const aids = useAids({
    title: article.title,
    lang,
    source,
    images: props.images,
    text,
    settings,
    store: props.store,
    scroller,
    loadPart: props.loadPart,
    onSettings: props.onSettings,
    citable: props.citable,
  });
  props.aidsRef.current = aids;
  const kept = useKeptPlace({ article: source?.urls.cleaned, body: aids.body?.element, scroller });
  const keys = keysOf(settings.keys);
  const map = Object.fromEntries(
    shared.flatMap((id) => {
      const act = aids.actions[id];
      return keys[id] && act ? [[keys[id], () => act()]] : [];
    }),
  );
  /** The surface around takes back what it did itself, with the same key. */
  const undo = (event: KeyboardEvent): void => {
    if (!aids.marks.removed) return;
    event.preventDefault();
    aids.marks.undoRemove();
  };
  useKeys(
    { ...map, [keys.undo]: undo, Escape: (event) => aids.closeOne() && event.preventDefault() },
    window,
  );
  return (
    <>
      <ReaderArticle
        {...props}
        linksOpenBeside
        parts="text" // rights and colophon are said by the panel beside it
        over={aids.over}
        afterBody={aids.afterBody}
        onBody={aids.onBody}
        onOpenImage={aids.onOpenImage}
      />
      <PlaceOfferBar offer={kept.offer} lang={lang} onGo={kept.goThere} onDismiss={kept.dismiss} />
      {aids.outside}
    </>
  );
}
