import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ClipId, ClipRecord, Digest } from '../model/clip';
import { NameShelf } from './file-name';
import type { ExportFile } from './format';

/** A folder on this machine, as far as a mirror needs it. Paths have `/` between their parts. */
export interface MirrorFolder {
  read(path: string): Promise<Blob | undefined>;
  write(path: string, content: string | Blob): Promise<void>;
  remove(path: string): Promise<void>;
}

/** What the mirror wrote, kept in the folder itself, so that it is found again from any library. */
export interface MirrorLog {
  format: 'colophon-mirror';
  version: 1;
  clips: Record<ClipId, MirroredClip>;
}

interface MirroredClip {
  /** The record's seal and the choices at the time: the file is as it should be while both are the same. */
  seal: Digest;
  shape: string;
  /** The clip's file first, then its images, each with the SHA-256 of what was written. */
  files: { path: string; sum: string }[];
}

export interface MirrorJob {
  folder: MirrorFolder;
  /** The clips that may have changed. */
  records: () => AsyncIterable<ClipRecord>;
  /** All clips that are in the library: what else the mirror wrote is taken away. */
  present: ReadonlySet<ClipId>;
  name: (record: ClipRecord) => string;
  write: (record: ClipRecord, base: string) => Promise<ExportFile[]>;
  /** Says by which choices files are written; with others, all are written anew. */
  shape: string;
  tell?: (done: number) => void;
  signal?: AbortSignal;
}

export interface MirrorReport {
  written: number;
  removed: number;
  /** Files that the person changed or put there: they are left as they are. */
  theirs: string[];
}

export const mirrorLogName = 'colophon-mirror.json';
const logEvery = 100;

/**
 * Brings a folder up to date with the library: a file a clip, written where the record or the choices changed, removed
 * where the clip is gone. A file that the person changed since is left alone, and no file that was there before is
 * written over.
 */
export async function mirror(job: MirrorJob): Promise<MirrorReport> {
  const { folder, signal, tell } = job;
  const log = await readLog(folder);
  const shelf = new NameShelf();
  for (const { files } of Object.values(log.clips)) if (files[0]) shelf.take(baseOf(files[0].path));
  const report: MirrorReport = { written: 0, removed: 0, theirs: [] };
  let done = 0;
  for await (const record of job.records()) {
    signal?.throwIfAborted();
    done += 1;
    const known = log.clips[record.id];
    if (job.present.has(record.id) && !isUpToDate(known, record, job)) {
      await writeClip(record, known, shelf, job, log, report);
      if (report.written % logEvery === logEvery - 1) await writeLog(folder, log);
    }
    tell?.(done);
  }
  for (const [id, { files }] of Object.entries(log.clips)) {
    signal?.throwIfAborted();
    if (job.present.has(id)) continue;
    await removeClip(files, folder, report);
    delete log.clips[id];
  }
  if (report.written + report.removed > 0) await writeLog(folder, log);
  return report;
}

function isUpToDate(known: MirroredClip | undefined, record: ClipRecord, { shape }: MirrorJob): boolean {
  return known?.seal === record.integrity.record && known.shape === shape;
}

async function writeClip(
  record: ClipRecord,
  known: MirroredClip | undefined,
  shelf: NameShelf,
  { folder, name, write, shape }: MirrorJob,
  log: MirrorLog,
  report: MirrorReport,
): Promise<void> {
  const [main] = known?.files ?? [];
  if (main && (await isTheirs(main, folder))) {
    report.theirs.push(main.path);
    return;
  }
  const base = main ? baseOf(main.path) : await freeBase(name(record), shelf, folder);
  const written = await write(record, base);
  const files: MirroredClip['files'] = [];
  for (const { name: path, content } of written) {
    const sum = await sumOf(content);
    const before = known?.files.find((file) => file.path === path);
    if (before?.sum !== sum || path === main?.path) await folder.write(path, content);
    files.push({ path, sum });
  }
  const gone = known?.files.filter(({ path }) => !files.some((file) => file.path === path)) ?? [];
  for (const { path } of gone) await folder.remove(path);
  log.clips[record.id] = { seal: record.integrity.record, shape, files };
  report.written += 1;
}

/** Not only free among our own: a file that was in the folder before is the person's. */
async function freeBase(name: string, shelf: NameShelf, folder: MirrorFolder): Promise<string> {
  for (;;) {
    const base = shelf.take(name);
    if (!(await folder.read(`${base}.md`))) return base;
  }
}

async function removeClip(
  files: MirroredClip['files'],
  folder: MirrorFolder,
  report: MirrorReport,
): Promise<void> {
  const [main, ...others] = files;
  if (!main) return;
  if (await isTheirs(main, folder)) {
    report.theirs.push(main.path);
    return;
  }
  for (const { path } of [main, ...others]) await folder.remove(path);
  report.removed += 1;
}

/** Whether a file is no longer what was written; one that is gone may be written again. */
async function isTheirs(
  { path, sum }: MirroredClip['files'][number],
  folder: MirrorFolder,
): Promise<boolean> {
  const now = await folder.read(path);
  return now !== undefined && (await sumOf(now)) !== sum;
}

async function sumOf(content: string | Blob): Promise<string> {
  const bytes =
    typeof content === 'string'
      ? new TextEncoder().encode(content)
      : new Uint8Array(await content.arrayBuffer());
  return bytesToHex(sha256(bytes));
}

function baseOf(path: string): string {
  return path.replace(/\.[^./]+$/, '');
}

async function readLog(folder: MirrorFolder): Promise<MirrorLog> {
  const empty: MirrorLog = { format: 'colophon-mirror', version: 1, clips: Object.create(null) };
  const text = await (await folder.read(mirrorLogName))?.text();
  if (!text) return empty;
  try {
    const log: unknown = JSON.parse(text);
    if (typeof log !== 'object' || log === null || !('clips' in log) || typeof log.clips !== 'object')
      return empty;
    // What stands there anybody may have written: only good paths and shapes count.
    const clips = Object.entries(log.clips ?? {}).filter(([, entry]) => isMirrored(entry));
    return { ...empty, clips: Object.assign(Object.create(null), Object.fromEntries(clips)) };
  } catch {
    return empty;
  }
}

function isMirrored(entry: unknown): entry is MirroredClip {
  if (typeof entry !== 'object' || entry === null || !('files' in entry) || !Array.isArray(entry.files))
    return false;
  return entry.files.every(
    (file) =>
      typeof file?.path === 'string' &&
      typeof file.sum === 'string' &&
      !file.path.split('/').includes('..') &&
      !/^\//.test(file.path),
  );
}

function writeLog(folder: MirrorFolder, log: MirrorLog): Promise<void> {
  return folder.write(mirrorLogName, `${JSON.stringify(log, null, 1)}\n`);
}
