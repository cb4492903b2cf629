import type { Article, ArticleImage } from './article';
import type { TextPositionSelector, TextQuoteSelector } from './claim';
import type { CollectionId } from './collection';
import type { Light, RightsInfo } from './rights';
import type { MarkColour } from './settings';
import type { SourceInfo } from './source';

export const CLIP_RECORD_VERSION = '1.0';

/** `urn:uuid:…`, made by the client that clips, so that saving twice is saving once. */
export type ClipId = string;
/** RFC 3339, UTC. */
export type Timestamp = string;
/** `sha256:<64 hex digits>` */
export type Digest = string;

export interface ClipImage extends ArticleImage {
  pageUrl?: string;
  rights: RightsInfo;
  /** IPTC, XMP and EXIF fields found in the bytes. */
  embedded?: Record<string, string>;
  c2pa?: 'none' | 'valid' | 'invalid' | 'unchecked';
  /** Set once the bytes are kept. */
  digest?: Digest;
  /** Why the bytes are not kept; may be tried again. */
  failure?: string;
}

export interface CaptureInfo {
  at: Timestamp;
  clock: 'device';
  /** The HTTP `Date` header if seen: lets a reader notice a wrong clock. */
  serverDate?: string;
  tool: string;
  toolVersion: string;
  browser: string;
  /** `import`: another program's copy. `link`: an imported address whose text is still to be fetched. */
  how: 'full-article' | 'selection' | 'simplified' | 'screenshot' | 'import' | 'link';
  loggedIn?: boolean;
  viaArchive?: boolean;
  httpStatus?: number;
  contentType?: string;
}

export interface Integrity {
  canonicalization: 'clip-text-v1';
  /** Of the canonical text (rights.md 2). */
  text: Digest;
  /** Of the stored cleaned HTML, UTF-8. */
  html?: Digest;
  images?: Record<string, Digest>;
  /** Of the RFC 8785 JSON of the record without `integrity.record`. */
  record: Digest;
  /** In a copy whose contacts were masked when it left the machine: `record` of the one that was kept. */
  masked?: Digest;
}

/** A marked passage; W3C Web Annotation in shape. */
export interface Highlight {
  id: string;
  motivation: 'highlighting' | 'commenting';
  /** The person's note. */
  body?: string;
  /** Blue where it is not named. */
  colour?: MarkColour;
  created: Timestamp;
  modified?: Timestamp;
  target: {
    source: string;
    selector: [TextQuoteSelector, TextPositionSelector];
    state?: { type: 'TimeState'; sourceDate: string; cached?: string };
  };
}

/** The person's correction of one fact; the page's value stays in the claim's alternatives. */
export interface Edit {
  at: Timestamp;
  /** JSON pointer into the record. */
  path: string;
  from: unknown;
  to: unknown;
}

/** The article's content as a clip keeps it. */
export type ClipContent = Pick<
  Article,
  'title' | 'subtitle' | 'html' | 'text' | 'language' | 'direction' | 'wordCount' | 'partial' | 'parts'
>;

/** What the page's script makes; the background seals it (`integrity`) and keeps it. */
export interface ClipDraft {
  version: typeof CLIP_RECORD_VERSION;
  id: ClipId;
  content: ClipContent;
  source: SourceInfo;
  rights: RightsInfo;
  images: ClipImage[];
  capture: CaptureInfo;
}

/** The whole record: what JSON export writes and what import reads. */
export interface ClipRecord extends ClipDraft {
  integrity: Integrity;
  highlights: Highlight[];
  tags: string[];
  userNotes?: string;
  edits: Edit[];
}

/** Sorts newest first: the time in milliseconds, negative, and the clip's id. */
export type ListPlace = [newestFirst: number, id: ClipId];

export type ReadState = 'unread' | 'reading' | 'read';

/**
 * What a person says of a clip and may change at any time: the same for all its versions, and kept beside them. A fact
 * that is absent has its plain value (unread, in no collection, without a note).
 */
export interface ClipFacts {
  /** In the order in which they were given. */
  tags: string[];
  collections?: CollectionId[];
  /** Markdown. */
  note?: string;
  readState?: Exclude<ReadState, 'unread'>;
  /** How far it is read: 0–1. */
  progress?: number;
  lastReadAt?: Timestamp;
  favourite?: true;
  archived?: true;
  /** In the Trash since. */
  deletedAt?: Timestamp;
}

/** The few facts that lists show; kept beside the record so that a list need not read bodies. */
export interface ClipSummary extends ClipFacts {
  id: ClipId;
  /** One clip for all addresses of one page: see `utils/clip/page-key`. */
  pageKey: string;
  /** The keys of the page's other addresses (canonical, AMP, mobile) that the page itself names. */
  otherKeys?: string[];
  url: string;
  title: string;
  language?: string;
  direction?: 'ltr' | 'rtl';
  siteName: string;
  /** Authors as printed. */
  authors: string[];
  /** ISO, partial. */
  published?: string;
  light: Light;
  excerpt: string;
  wordCount: number;
  imageCount: number;
  clippedAt: Timestamp;
  /** When the page was clipped again and its text had not changed. */
  seenAgainAt?: Timestamp;
  /** The newest version. */
  versionId: string;
  versionCount: number;
  /** Only the address is known yet: the text is fetched when the person says so. */
  toFetch?: true;
  /** Its place among the clips, newest first, or in the Trash: kept by the database itself, for its lists. */
  listed?: ListPlace;
  trashed?: ListPlace;
  /** It has versions that a newer one followed; it is archived: for indexes that hold these clips alone. */
  withOld?: 1;
  inArchive?: 1;
  /** A sum over all the rest of the row: what a person said of a clip stands nowhere else. */
  sum?: number;
}

/** What a save did. */
export type SaveOutcome =
  | { kind: 'new'; clipId: ClipId; versionId: string }
  | { kind: 'same'; clipId: ClipId; versionId: string; clippedAt: Timestamp }
  | { kind: 'new-version'; clipId: ClipId; versionId: string; previousVersionId: string };
