import { downloadZip } from 'client-zip';
import { sealRecord } from '../clip/fingerprint';
import { ownHasher } from '../clip/own-hasher';
import type { ClipRecord } from '../model/clip';
import { zipBlob } from './blob-of';
import { excerptOf } from './excerpt';
import { fileName, NameShelf } from './file-name';
import {
  type ClipSource,
  clipSource,
  type ExportFile,
  type ExportFormat,
  type ExportOptions,
} from './format';
import { nameByTemplate, plainTemplate } from './name-template';

/** A finished export: give it to `<a download>`. */
export interface Exported {
  name: string;
  blob: Blob;
}

export interface ExportJob extends ExportOptions {
  /** Names the zip, book or list of several clips. */
  collection: string;
  /** Highlights and notes go along unless they are left out. */
  marks?: 'with' | 'without';
  /** Only the beginning of each text goes along, for a copy that others will see. */
  extent?: 'whole' | 'excerpt';
  /** How files are named: see `nameByTemplate`. */
  fileNames?: string;
  /** Hears how many clips are written. */
  tell?: (done: number) => void;
  /** Ends the work between two clips, with the signal's reason. */
  signal?: AbortSignal;
}

/** Writes clips that are at hand in a format; see `exportFrom`. */
export function exportClips(
  records: readonly ClipRecord[],
  format: ExportFormat,
  job: ExportJob,
): Promise<Exported> {
  return exportFrom(clipSource(records), format, job);
}

/**
 * Writes clips in a format: one file as it is, several as a zip that is written while the clips are read, one clip at
 * a time in memory. Rejects with the signal's reason when it is cancelled.
 */
export async function exportFrom(clips: ClipSource, format: ExportFormat, job: ExportJob): Promise<Exported> {
  const source = preparedFor(clips, job);
  if (format.kind === 'together') {
    const base = await nameFor(source, job);
    const file = await format.write(source, base, { title: job.collection, ...job }, job.tell);
    return { name: file.name, blob: new Blob([file.content], { type: file.type }) };
  }
  if (source.count === 1) {
    for await (const record of source.read()) {
      const base = nameOf(record, job);
      const files = await format.write(record, base, job);
      job.tell?.(1);
      const [only] = files;
      if (only && files.length === 1) {
        return { name: only.name, blob: new Blob([only.content], { type: only.type }) };
      }
      return { name: `${base}.zip`, blob: await zip(entriesOf(files, record), job) };
    }
  }
  return { name: `${fileName(job.collection)}.zip`, blob: await zip(manyEntries(source, format, job), job) };
}

/** The clips as they leave: whole or begun, with or without what the person marked; the work can end between two. */
export function preparedFor(
  clips: ClipSource,
  { marks, extent, signal }: Pick<ExportJob, 'marks' | 'extent' | 'signal'>,
): ClipSource {
  return {
    count: clips.count,
    async *read() {
      for await (const record of clips.read()) {
        signal?.throwIfAborted();
        if (extent === 'excerpt') yield await excerptOf(record);
        else yield marks === 'without' ? await withoutMarks(record) : record;
      }
    },
  };
}

async function withoutMarks(record: ClipRecord): Promise<ClipRecord> {
  if (record.highlights.length === 0 && record.userNotes === undefined) return record;
  const { userNotes: _, ...rest } = record;
  return sealRecord({ ...rest, highlights: [] }, ownHasher);
}

function nameOf(record: ClipRecord, { fileNames = plainTemplate }: ExportJob): string {
  return nameByTemplate(fileNames, record);
}

async function nameFor(source: ClipSource, job: ExportJob): Promise<string> {
  if (source.count === 1) for await (const record of source.read()) return nameOf(record, job);
  return fileName(job.collection);
}

async function* manyEntries(
  source: ClipSource,
  format: Extract<ExportFormat, { kind: 'separate' }>,
  job: ExportJob,
): AsyncGenerator<ZipEntry> {
  const names = new NameShelf();
  let done = 0;
  for await (const record of source.read()) {
    const base = names.take(nameOf(record, job));
    yield* entriesOf(await format.write(record, base, job), record);
    done += 1;
    job.tell?.(done);
  }
}

interface ZipEntry {
  name: string;
  input: string | Blob;
  lastModified: Date;
}

function* entriesOf(files: readonly ExportFile[], record: ClipRecord): Generator<ZipEntry> {
  // The time of the clip and not of the export, so that the same clips give the same bytes.
  const lastModified = new Date(record.capture.at);
  for (const { name, content } of files) yield { name, input: content, lastModified };
}

function zip(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  { gather }: Pick<ExportJob, 'gather'>,
): Promise<Blob> {
  return zipBlob(downloadZip(entries), 'application/zip', gather);
}
