import type { AttributionLanguage } from '../cite/attribution';
import type { ClipRecord, Digest } from '../model/clip';

/** A file of an export: its path within the zip, or its name where it is the only one. */
export interface ExportFile {
  name: string;
  type: string;
  content: string | Blob;
}

/** What an export needs of its caller, since the core has no browser of its own. */
export interface ExportOptions {
  /** Parses the clip's HTML, inertly. */
  window: Window & typeof globalThis;
  /** The language of our own words in the export. */
  language: AttributionLanguage;
  /** Telephone numbers and e-mail addresses in statements: masked unless the person asks. */
  contacts: 'mask' | 'keep';
  /** `link`: images stay where they are on the web. `files`: kept images go along as files. */
  images: 'link' | 'files';
  /** The kept bytes of an image. */
  asset: (digest: Digest) => Promise<{ blob: Blob; type: string } | undefined>;
}

/** A way to write clips down. */
export interface ExportFormat {
  id: 'markdown' | 'json';
  extension: string;
  /** The media type of the main file. */
  type: string;
  /** Writes one clip: the main file first. `base` is a safe file name without an ending. */
  write(record: ClipRecord, base: string, options: ExportOptions): Promise<ExportFile[]>;
}
