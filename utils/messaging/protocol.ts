import type { Stamp } from '../clip/create-clip';
import type { PageAddresses } from '../clip/page-key';
import type { Detection } from '../model/article';
import type { Evidence } from '../model/claim';
import type { ClipDraft, ClipId, ClipRecord, Highlight, SaveOutcome } from '../model/clip';
import type { Correction } from '../model/correction';
import type { Result } from '../model/result';
import type { TabsJob } from '../platform/tabs-job';
import type { EmbeddedFinding } from '../rights/embedded';

/** Messages by direction: request `data` and the value of the `Result` that answers. All plain JSON. */

/** The page's addresses beside the one that it is shown at, as it states them. */
type OtherAddresses = Omit<PageAddresses, 'retrieved'>;

/** A content script may ask these, about its own tab only. */
export interface FromPage {
  /** What the detector found, and the page's other addresses as it states them: the icon knows its clip by these too. */
  pageDetected: { data: Pick<Detection, 'readable' | 'score'> & { urls?: OtherAddresses }; value: null };
  /** Alt was pressed on an article, with which the reader's key begins: its script may come. Nothing is shown. */
  expectReader: { data: Record<string, never>; value: null };
  saveClip: { data: { draft: ClipDraft }; value: SaveOutcome };
  /** "Is it saved?": asked when the channel died before the answer to `saveClip`. */
  findSave: { data: { draftId: ClipId }; value: SaveOutcome | null };
  undoSave: { data: { draftId: ClipId }; value: null };
  /**
   * Is this page in the library, and has its text changed since? `urls`: the page's other addresses; `text`: its
   * canonical text (clip-text-v1), as it is now.
   */
  pageStatus: {
    data: { urls?: OtherAddresses; text?: string };
    value: PageStatus | null;
  };
  openLibrary: { data: { clipId?: ClipId }; value: null };
  openSettings: { data: { section?: string }; value: null };
  /** The marks of the clip of this page; none where it is not clipped. */
  pageMarks: { data: Record<string, never>; value: Highlight[] };
  /** Keeps a mark with the clip of this page, which must be clipped; gives all marks. */
  saveMark: { data: { mark: Highlight }; value: Highlight[] };
  removeMark: { data: { id: string }; value: Highlight[] };
  /** The facts of the clip of this page; nothing where it is not clipped. */
  pageFacts: { data: Record<string, never>; value: KeptFacts | null };
  /** Corrects a fact of the clip of this page, which must be clipped; `at` names the correction for Undo. */
  correctPage: { data: { correction: Correction }; value: { at: string; facts: KeptFacts } };
  undoPageCorrection: { data: { at: string }; value: { facts: KeptFacts } };
  /** Injects a part of the reader that is needed now: a file of `parts/`. */
  loadPart: { data: { files: string[] }; value: null };
}

/** The clip of a page. */
export interface PageStatus {
  clipId: ClipId;
  clippedAt: string;
  /** The page's text is no longer that of the clip's newest version. */
  changed?: true;
}

/** Popup and library may ask these. */
export interface FromExtensionPage {
  readTab: { data: { tabId: number }; value: null };
  /** `draftId`: the id of this wish. Wished again with it, since the answer was lost, it is kept once. */
  clipTab: {
    data: { tabId: number; anyway?: boolean; draftId?: ClipId };
    value: SaveOutcome & { draftId: ClipId };
  };
  describeTab: { data: { tabId: number }; value: PageCard };
  /** Lets the person pick the article on the tab's page. */
  pickInTab: { data: { tabId: number }; value: null };
  undoSave: { data: { draftId: ClipId }; value: null };
  /** What a clip of the tab's page would be now; nothing is kept. */
  draftTab: { data: { tabId: number }; value: ClipDraft };
  /** Leads to the place on the tab's page where a value was found, and marks it. */
  showPlace: { data: { tabId: number; evidence: Evidence }; value: { shown: boolean } };
  /** Corrects a fact of a clip's newest version; `at` names the correction for Undo. */
  editClip: { data: { clipId: ClipId; correction: Correction }; value: { at: string } };
  undoEdit: { data: { clipId: ClipId; at: string }; value: null };
  /** Keeps what the files of a version's images say of themselves, read by the library from their bytes. */
  noteEmbedded: { data: { versionId: string; found: EmbeddedFinding[] }; value: null };
  /** Clips the tabs of a window; where a job runs, gives that one. `utils/platform/tabs-job` tells how it goes. */
  clipTabs: { data: { windowId: number }; value: TabsJob };
  stopClipTabs: { data: Record<string, never>; value: null };
  /** Takes back what the last job clipped. */
  undoClipTabs: { data: Record<string, never>; value: null };
  /** Shows the icons of all tabs anew, after clips went into the Trash or came back. */
  refreshIcons: { data: Record<string, never>; value: null };
  /** Tries the images of a clip again that were not kept. */
  retryImages: { data: { clipId: ClipId }; value: { kept: number; failed: number } };
  deleteClips: { data: { clipIds: ClipId[] }; value: null };
  restoreClips: { data: { clipIds: ClipId[] }; value: null };
  saveClipMark: { data: { clipId: ClipId; mark: Highlight }; value: Highlight[] };
  removeClipMark: { data: { clipId: ClipId; id: string }; value: Highlight[] };
}

/** The background asks these of `reader.content`, which it injected. */
export interface ToReader {
  /** `wasOpen`: the reader has been open since this document was loaded. */
  ping: { data: Record<string, never>; value: { wasOpen: boolean } };
  /** `notice`: there is no popup to say what went wrong, so the page says it (after a key or a menu). */
  toggleReader: { data: { notice?: boolean }; value: { open: boolean } };
  describePage: { data: Record<string, never>; value: PageCard };
  /** Lets the person pick the article on the page; answered when the picking has begun. */
  pickBlock: { data: Record<string, never>; value: null };
  draftPage: { data: Record<string, never>; value: ClipDraft };
  showPlace: { data: { evidence: Evidence }; value: { shown: boolean } };
  clipPage: {
    data: { anyway?: boolean; notice?: boolean; draftId?: ClipId };
    value: SaveOutcome & { draftId: ClipId };
  };
  clipSelection: { data: { notice?: boolean }; value: SaveOutcome & { draftId: ClipId } };
  /** What a clip of a page would be that was fetched; nothing of it is shown or kept. */
  readFetched: { data: { url: string; html: string; stamp: Stamp }; value: ClipDraft };
  /** Says over the page what came of clipping something that is not this page. */
  tellClip: { data: { result: Result<SaveOutcome & { draftId: ClipId }> }; value: null };
  /** An image that the background may not reach, because the person grants sites on a click only; base64. */
  fetchImage: { data: { src: string }; value: { bytes: string } };
}

/** What was found on the current page, for the popup's card. */
export interface PageCard {
  kind: 'article' | 'text' | 'empty';
  title: string;
  siteName: string;
  /**
   * What a clip of the page would hold, with the person's corrections where it is clipped; its text and HTML are left
   * out, since the popup shows none. Absent where the page is empty.
   */
  draft?: ClipDraft;
  readerOpen: boolean;
  clipped?: PageStatus;
}

/** The corrigible facts of a kept clip, and what was corrected. */
export type KeptFacts = Pick<ClipRecord, 'source' | 'rights' | 'images' | 'edits'>;

export type Protocol = Record<string, { data: unknown; value: unknown }>;
export type Answer<P, K extends keyof P> = P[K] extends { value: infer V } ? Result<V> : never;
