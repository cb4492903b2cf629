import type { Article, SafeHtml, TraceEntry } from '../model/article';
import type { Evidence } from '../model/claim';
import type { ClipId, SaveOutcome } from '../model/clip';
import type { Failure, Result } from '../model/result';
import type { Settings } from '../model/settings';
import type { HandReport } from './by-hand/hand';
import type { Joining } from './parts/whole-article';
import type { ArticleFacts } from './read-facts';
import type { Reading, ReadText } from './read-page';

/** Where the clipping of the shown page stands. */
export type ClipState =
  | { kind: 'idle' }
  | { kind: 'saving' }
  /** Clipped in an earlier visit. */
  | { kind: 'kept'; clipId: ClipId; clippedAt: string; changed?: true }
  /** Clipped just now; `draftId` is what Undo takes back. */
  | { kind: 'saved'; outcome: SaveOutcome; draftId: ClipId }
  | { kind: 'failed'; failure: Failure };

/** What a person may do by hand to the shown article. Each gives whether it was done. */
export interface ByHandActs {
  /** Leads to the page, to pick the article there. */
  pick: () => void;
  /** Takes a block out, by its number among the elements of the article's HTML. */
  remove: (block: number) => Promise<boolean>;
  /** Brings one of the blocks back that were taken out in the reader, by its place among these. */
  restore: (index: number) => Promise<boolean>;
  /** Puts back what a pass took out, by the id of its trace entry. */
  putBack: (id: string) => Promise<boolean>;
  /** The rule of this site is not wanted on this page. */
  notHere: () => Promise<boolean>;
  undo: () => Promise<boolean>;
  /** Keeps what was done for the site; gives how many blocks could be named, and how many not. */
  remember: () => Promise<{ kept: number; lost: number }>;
  openSettings: () => void;
}

/** What the open reader may ask for. */
export interface ReaderActs {
  /** Asks once more for the parts that could not be had. */
  onRetryParts: () => void;
  onClip: () => void;
  /** Clips without a word and says how it went: before the first mark. */
  onQuietClip: () => Promise<Result<unknown>>;
  onUndo: () => void;
  /** Leads to the place on the page where a value was found; false where the page does not show it. */
  onShowPlace: (evidence: Evidence) => Promise<boolean>;
  onClose: () => void;
}

/** What is read of the first frame: the text, in the person's look. */
export interface FirstText {
  article: Pick<Article, 'title' | 'subtitle' | 'language' | 'direction'>;
  /** All of the body, or how it begins. */
  html: SafeHtml;
  settings: Settings;
}

/** An element that was filled with the HTML of an article, and its pictures in reading order with their addresses. */
export interface FilledBody {
  element: HTMLElement;
  html: SafeHtml;
  pictures: readonly { element: HTMLElement; src: string }[];
}

/** What the open reader shows, and what it tells. */
export interface ReaderViewProps extends ReaderActs {
  /** The body of the first frame, to be taken over. */
  filled: FilledBody;
  /** The text as it stands in the page; later with its other parts, and as the person's hand leaves it. */
  text: Pick<ReadText, 'article' | 'html' | 'url'> & Pick<Reading, 'gaps'>;
  /** Absent while they are being read. */
  facts: ArticleFacts | undefined;
  readAt: string;
  /** As they were when the reader was opened. */
  settings: Settings;
  clip: ClipState;
  /** The other parts of the article are being fetched. */
  joining?: Joining;
  /** What the person does by hand: the site as rules name it, how it shows, what was left out, and the ways on and back. */
  byHand: {
    host: string;
    canUndo: boolean;
    acts: ByHandActs;
    report: HandReport | undefined;
    trace: readonly TraceEntry[];
  };
}

/** What a short message says after a key or a menu: what a save did, or why nothing was done. */
export interface NoticeProps {
  clip: Extract<ClipState, { kind: 'saved' | 'failed' }>;
  onUndo: () => void;
  onLibrary: () => void;
  /** It has been shown long enough. */
  onGone: () => void;
}

/** How far the reading of a very large page is. */
export interface ProgressProps {
  done: number;
  of: number;
  onCancel: () => void;
}

/** Draws the text at once, and has all else brought; the components stand above this room and are handed in. */
export interface ReaderView {
  /** What the text needs. */
  styles: string;
  /** Draws the first frame into an empty element. */
  drawText(root: HTMLElement, text: FirstText): FilledBody;
  /** The reader around the text. Rejects where that part cannot be had. */
  whole: () => Promise<WholeView>;
}

/** Draws the reader and its messages. */
export interface WholeView {
  /** What the reader needs beside the styles of the text; and what is needed after it was shown. */
  styles: string;
  lateStyles: () => Promise<string>;
  /** Draws into an element, in the place of a first frame there, or draws anew with other props. */
  draw(root: HTMLElement, props: ReaderViewProps): void;
  drawNotice(root: HTMLElement, props: NoticeProps): void;
  /** Says over a very large page how far its reading is. */
  drawProgress(root: HTMLElement, props: ProgressProps): void;
  /** Takes everything out of the element; effects end. */
  clear(root: HTMLElement): void;
}
