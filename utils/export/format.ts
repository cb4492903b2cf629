import type { AttributionLanguage } from '../cite/attribution';
import type { ClipRecord, Digest } from '../model/clip';
import type { Gather } from './blob-of';

/** A file of an export: its path within the zip, or its name where it is the only one. */
export interface ExportFile {
  name: string;
  type: string;
  content: string | Blob;
}

/**
 * Which images go along. `link`: they stay where they are on the web. `files`: all that are kept. `licensed`: those
 * that are kept and state a licence. `none`: none. What does not go along leaves its caption, credit and address.
 */
export type ImageChoice = 'link' | 'files' | 'licensed' | 'none';

/** What an export needs of its caller, since the core has no browser of its own. */
export interface ExportOptions {
  /** Parses the clip's HTML, inertly. */
  window: Window & typeof globalThis;
  /** The language of our own words in the export. */
  language: AttributionLanguage;
  /** Telephone numbers and e-mail addresses in statements: masked unless the person asks. */
  contacts: 'mask' | 'keep';
  images: ImageChoice;
  /** The kept bytes of an image. */
  asset: (digest: Digest) => Promise<{ blob: Blob; type: string } | undefined>;
  /** Makes a PNG or JPEG of an image that a format has no place for; without it such an image stays out. */
  convertImage?: (blob: Blob) => Promise<{ blob: Blob; type: string } | undefined>;
  /** Where long files are gathered; in the browser's blobs where it is not said. */
  gather?: Gather;
  /** The direction of lines in a book; vertical is for Chinese and Japanese. */
  writing?: 'horizontal' | 'vertical';
  /** Whose Markdown: plain CommonMark with GitHub's tables, or with the habits of a note-taking tool. */
  markdown?: MarkdownPreset;
  /** The front matter's fields by a person's template (`fieldsByTemplate`); ours where there is none. */
  fields?: string;
  /** Tags as links to notes of their own, for Obsidian. */
  wikilinks?: boolean;
  /** The title of a book or list of several clips. */
  title?: string;
}

export type MarkdownPreset = 'plain' | 'obsidian' | 'logseq';

/** Clips to be written, read one after the other: ten thousand need not be held at once. */
export interface ClipSource {
  readonly count: number;
  read(): AsyncIterable<ClipRecord>;
}

interface Named {
  /** Key of the format's name in `_locales`: `format_<id>`. */
  id: ExportFormatId;
  group: 'read' | 'data' | 'cite' | 'marks';
  extension: string;
  /** The media type of the main file. */
  type: string;
  /** Whether the choice of images changes the file. */
  hasImages: boolean;
}

/** Each clip becomes a file of its own (with files beside it); several are zipped. */
export interface SeparateFormat extends Named {
  kind: 'separate';
  /** Writes one clip: the main file first. `base` is a safe file name without an ending. */
  write(record: ClipRecord, base: string, options: ExportOptions): Promise<ExportFile[]>;
}

/** All clips become one file. */
export interface TogetherFormat extends Named {
  kind: 'together';
  /** `base` is a safe file name without an ending. `tell` hears how many clips are written. */
  write(
    clips: ClipSource,
    base: string,
    options: ExportOptions,
    tell?: (done: number) => void,
  ): Promise<ExportFile>;
}

/** A way to write clips down. */
export type ExportFormat = SeparateFormat | TogetherFormat;

export type ExportFormatId =
  | 'markdown'
  | 'html'
  | 'epub'
  | 'text'
  | 'json'
  | 'jsonl'
  | 'csv'
  | 'tsv'
  | 'biblatex'
  | 'bibtex'
  | 'ris'
  | 'csl'
  | 'gbt'
  | 'highlights'
  | 'quotes'
  | 'annotations'
  | 'readwise';

/** A source of clips that are at hand. */
export function clipSource(records: readonly ClipRecord[]): ClipSource {
  return {
    count: records.length,
    async *read() {
      yield* records;
    },
  };
}
