import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { writeBackup } from '../export/backup';
import type { Timestamp } from '../model/clip';
import { maySaveDownloads, removeDownload, saveDownload } from '../platform/downloads';
import { observeKept, readKept, writeKept } from '../platform/kept-values';
import { getSettings } from '../platform/settings';
import { toolName } from '../platform/tool';
import { backupFolder } from '../store/backup-folder';
import { library } from '../store/db';
import { backupSource } from '../store/read-library';
import { examineQuickly, isSound } from './health';
import { readLedger } from './ledger';
import { day, isLongAgo } from './long-ago';

/** Where backups go by themselves, and what the last one came to. */
export interface BackupState {
  to?: 'folder' | 'downloads';
  /** The last one that was written and found right, made by itself or by hand. */
  at?: Timestamp;
  clips?: number;
  name?: string;
  /** What the library held then, as one fingerprint: nothing is backed up twice. */
  holding?: string;
  /** Why the last attempt failed; absent where it did not. */
  failed?: 'permission' | 'damaged' | 'failed';
  /** The names of the files in the folder, in the order in which they were written: clocks are set back. */
  written?: string[];
  /** The files in the downloads, oldest first. */
  files?: { id: number; name: string }[];
  /** The person has waved the reminder away. */
  quietUntil?: Timestamp;
}

const area = 'backups';
const lockName = 'colophon-backup';
/** So many new clips make a backup due before the day is over. */
export const clipsThatMakeDue = 25;
/** So many backups are kept, the oldest go. */
export const keptBackups = 7;
const fileName = /^colophon-backup-[\d-]+(?:-partly)?\.zip$/;
/** In the name of a backup of a library that was not whole: it is not the one to restore from. */
const partly = '-partly';

/** Where backups go and what the last one came to. */
export async function backupState(): Promise<BackupState> {
  return ((await readKept([area]))[area] as BackupState | undefined) ?? {};
}

/** Changes some of it. */
export async function changeBackups(change: Partial<BackupState>): Promise<void> {
  await writeKept({ [area]: { ...(await backupState()), ...change } });
}

/** Tells of each change, from whatever page. Gives a function that stops it. */
export function observeBackups(tell: (state: BackupState) => void): () => void {
  return observeKept(area, (value) => tell((value as BackupState | undefined) ?? {}));
}

/** Whether a backup is due: a day has gone since the last, or many clips have come. */
export function isDue({ to, at, clips = 0 }: BackupState, count: number, now: Date): boolean {
  if (!to || count === 0) return false;
  return isLongAgo(at, day, now) || count - clips >= clipsThatMakeDue;
}

/** Whether to remind: no backup for a week, the library has grown, and nobody said "later" in that week. */
export function shouldRemind({ at, clips = 0, quietUntil }: BackupState, count: number, now: Date): boolean {
  const quiet = quietUntil ? Date.parse(quietUntil) - now.getTime() : 0;
  // More than a week ahead nobody has set: the clock was wrong then.
  if (quiet > 0 && quiet <= 7 * day) return false;
  return isLongAgo(at, 7 * day, now) && count - clips >= 10;
}

/** What came of an attempt. `not-due`: nothing was to be done; `not-here`: this worker cannot, a page will. */
export type BackupOutcome = 'written' | 'not-due' | 'not-here' | NonNullable<BackupState['failed']>;

/** Backs up where it is due. Never throws: what went wrong is kept, for the settings to say. */
export async function backUpIfDue(now = new Date()): Promise<BackupOutcome> {
  try {
    if (!isDue(await backupState(), await library.clips.count(), now)) return 'not-due';
    return await backUpNow(now);
  } catch (error) {
    console.error(error);
    return 'failed';
  }
}

/**
 * Writes a backup now, reads it again to see that it is as it was written, and takes the oldest away. A library that is
 * not whole is backed up too, but then no older backup is taken away: it may be the one that is needed.
 */
export function backUpNow(now = new Date()): Promise<BackupOutcome> {
  return navigator.locks.request(lockName, async () => {
    const state = await backupState();
    const holding = await fingerprint();
    if (!state.to) return 'not-due';
    if (state.at && state.holding === holding && !state.failed) return 'not-due';
    if (state.to === 'downloads' && !('createObjectURL' in URL)) return 'not-here';
    const outcome = await attempt(state, now).catch((error: unknown) => {
      console.error(error);
      return 'failed' as const;
    });
    if (typeof outcome === 'string') {
      await changeBackups({ failed: outcome });
      return outcome;
    }
    const { failed: _, ...rest } = { ...(await backupState()), ...outcome, at: now.toISOString(), holding };
    await writeKept({ [area]: rest });
    return 'written';
  });
}

/** A backup was made by hand: no reminder is needed. */
export async function noteBackup(name: string, now = new Date()): Promise<void> {
  const clips = await library.clips.count();
  await changeBackups({ at: now.toISOString(), clips, name, holding: await fingerprint() });
}

async function attempt(
  state: BackupState,
  now: Date,
): Promise<NonNullable<BackupState['failed']> | Partial<BackupState>> {
  const may = state.to === 'folder' ? await mayWriteFolder() : await maySaveDownloads();
  if (!may) return 'permission';
  const sound = isSound(await examineQuickly());
  const clips = await library.clips.count();
  const { tool, toolVersion } = toolName();
  const blob = await writeBackup(await backupSource(await getSettings()), {
    made: now.toISOString(),
    tool: `${tool} ${toolVersion}`,
  });
  const moment = now.toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  const name = `colophon-backup-${moment}${sound ? '' : partly}.zip`;
  return state.to === 'folder'
    ? toFolder(blob, name, clips, sound, state)
    : toDownloads(blob, name, clips, sound, state);
}

async function toFolder(blob: Blob, name: string, clips: number, sound: boolean, state: BackupState) {
  const folder = await backupFolder();
  if (!folder) return 'permission';
  const file = await folder.getFileHandle(name, { create: true });
  const stream = await file.createWritable();
  await stream.write(blob);
  await stream.close();
  if ((await digestOf(blob)) !== (await digestOf(await file.getFile()))) {
    await folder.removeEntry(name).catch(() => undefined);
    return 'damaged';
  }
  const written = [...(state.written ?? []).filter((each) => each !== name), name];
  const others = (await backupFiles()).map((each) => each.name).filter((each) => each !== name);
  const old = sound ? others.slice(keptBackups - 1) : [];
  for (const each of old) await folder.removeEntry(each).catch(() => undefined);
  return { name, clips, written: written.filter((each) => !old.includes(each)) };
}

async function toDownloads(blob: Blob, name: string, clips: number, sound: boolean, state: BackupState) {
  const { id, bytes } = await saveDownload(blob, `Colophon/${name}`);
  if (bytes !== blob.size) {
    await removeDownload(id);
    return 'damaged';
  }
  const files = [...(state.files ?? []), { id, name }];
  const old = sound ? files.slice(0, Math.max(0, files.length - keptBackups)) : [];
  for (const file of old) await removeDownload(file.id);
  return { name, clips, files: files.slice(old.length) };
}

async function mayWriteFolder(): Promise<boolean> {
  const folder = (await backupFolder()) as
    | (FileSystemDirectoryHandle & { queryPermission?: (mode: object) => Promise<PermissionState> })
    | undefined;
  if (!folder) return false;
  return !folder.queryPermission || (await folder.queryPermission({ mode: 'readwrite' })) === 'granted';
}

/** The backups in the folder, newest first; none where the folder may not be read now. */
export async function backupFiles(): Promise<{ name: string; file: () => Promise<File> }[]> {
  const folder = await backupFolder();
  if (!folder || !(await mayWriteFolder())) return [];
  const found: { name: string; file: () => Promise<File> }[] = [];
  // TypeScript's own types do not have the entries of a folder yet.
  const entries = (folder as unknown as { values(): AsyncIterable<FileSystemHandle> }).values();
  for await (const entry of entries) {
    if (entry.kind !== 'file' || !fileName.test(entry.name)) continue;
    found.push({ name: entry.name, file: () => (entry as FileSystemFileHandle).getFile() });
  }
  const { written = [] } = await backupState();
  // The one written last first; those of which that is not known come after, by their names.
  const writing = (one: string, other: string): number => written.indexOf(other) - written.indexOf(one);
  return found.sort((one, other) => writing(one.name, other.name) || (one.name < other.name ? 1 : -1));
}

/** The backup to restore from: the newest in the folder that was made of a whole library, as a file to import. */
export async function bestBackup(): Promise<{ name: string; blob: Blob } | undefined> {
  const files = await backupFiles();
  const best = files.find(({ name }) => !name.includes(partly)) ?? files[0];
  return best && { name: best.name, blob: await best.file() };
}

/** What the library holds, as one fingerprint: of the ledger, of what a person said of clips, and of collections. */
async function fingerprint(): Promise<string> {
  const ledger = [...(await readLedger())].map(([id, entry]) => `${id} ${entry.split(' ')[0]}`).sort();
  const hash = sha256.create();
  hash.update(new TextEncoder().encode(ledger.join('\n')));
  await library.clips.each(({ id, tags, collections, note, favourite, archived, deletedAt }) => {
    hash.update(
      new TextEncoder().encode(JSON.stringify([id, tags, collections, note, favourite, archived, deletedAt])),
    );
  });
  await library.collections.each(({ id, name, parent, order }) => {
    hash.update(new TextEncoder().encode(JSON.stringify([id, name, parent, order])));
  });
  return bytesToHex(hash.digest());
}

async function digestOf(blob: Blob): Promise<string> {
  const hash = sha256.create();
  const reader = blob.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.update(part.value);
  return bytesToHex(hash.digest());
}
