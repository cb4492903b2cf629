import type { Hasher } from '../clip/fingerprint';
import type { ClipRecord, Timestamp } from '../model/clip';
import type { Verdicts } from './verdicts';

/** What a file is, by its content and never by its name alone. */
export type ImportKind =
  | 'backup'
  | 'colophon-json'
  | 'colophon-jsonl'
  | 'colophon-html'
  | 'omnivore'
  | 'pocket-csv'
  | 'pocket-html'
  | 'instapaper'
  | 'readwise'
  | 'raindrop'
  | 'karakeep'
  | 'linkwarden'
  | 'wallabag'
  | 'bookmarks'
  | 'csl'
  | 'zotero-rdf'
  | 'markdown'
  | 'page'
  | 'archive';

/** A passage that was marked elsewhere. */
export interface ImportedHighlight {
  text: string;
  note?: string;
  at?: Timestamp;
}

/** What another program kept of a page: always an address, sometimes the text. */
export interface ImportedPage {
  url: string;
  title?: string;
  savedAt?: Timestamp;
  tags: string[];
  /** The article as HTML of anybody: it is cleaned before it becomes a clip. */
  html?: string;
  authors?: string[];
  site?: string;
  /** ISO, partial. */
  published?: string;
  language?: string;
  subtitle?: string;
  note?: string;
  highlights?: ImportedHighlight[];
  /** The folders, lists or shelves in which it stood, each a path from the outside in. */
  folders?: string[][];
  favourite?: true;
  archived?: true;
  /** How far it was read: 0–1. */
  progress?: number;
}

/** A version of a clip of ours. */
export interface ImportedVersion {
  id: string;
  at: Timestamp;
  record: ClipRecord;
}

/** A clip of ours, as a backup, a JSON record or an HTML page carries it. */
export interface ImportedClip {
  id: string;
  versions: ImportedVersion[];
  deletedAt?: Timestamp;
  /** What else a backup says of the clip; facts that the record gives are made anew from it. */
  row?: Record<string, unknown>;
  /** Bytes that came along, by digest. */
  assets?: ImportedAsset[];
}

export interface ImportedAsset {
  digest: string;
  bytes: ArrayBuffer;
  type: string;
}

/** Why an entry cannot be taken; each has a sentence in `_locales` under `reject_<code with _>`. */
export type RejectReason =
  | 'no-address'
  | 'bad-address'
  | 'bad-shape'
  | 'damaged'
  | 'too-large'
  | 'feed'
  | 'not-supported'
  | 'unsafe-name'
  | 'no-content'
  | 'unreadable';

export type ParsedItem =
  | { kind: 'page'; where: string; page: ImportedPage }
  | { kind: 'clip'; where: string; clip: ImportedClip }
  | { kind: 'extra'; where: string; table: string; row: Record<string, unknown> }
  | { kind: 'reject'; where: string; reason: RejectReason; shown: string };

/** A file that a person chose. */
export interface ImportFile {
  name: string;
  blob: Blob;
}

/** What reading a file needs of its caller, since the core has no browser of its own. */
export interface ImportKit {
  window: Window & typeof globalThis;
  /** Stands in where a file does not say when a page was saved. */
  now: Timestamp;
  hasher: Hasher;
  /** Where the same files are read twice. */
  verdicts?: Verdicts;
}

/** A whole file cannot be read. `message` is plain English; the interface translates by `reason`. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly reason: 'unknown-kind' | 'too-large' | 'damaged' | 'bomb';

  constructor(reason: ImportError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}
