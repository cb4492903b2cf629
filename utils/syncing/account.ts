import { observeKept, readKept, writeKept } from '../platform/kept-values';
import type { SyncProgress, SyncReport } from '../store/sync-engine';
import type { KeptPictures, SyncAccount } from '../sync/model';
import { RemoteProblem, type RemoteTrouble } from '../sync/remote';

/**
 * How sync stands, for every page to show. In `storage.local`, as the account with its password is: neither is part of the
 * library, of a backup, of an export or of what is copied for a report of a fault.
 */
export interface SyncStatus {
  /** At work now, and at what; `since` it was last told. Milliseconds. */
  progress?: SyncProgress & { since: number };
  /** When a round last came to its end. RFC 3339. */
  at?: string;
  report?: Omit<SyncReport, 'damaged'> & { damaged: number };
  /** Why the last round failed; absent where it did not. */
  trouble?: RemoteTrouble | 'failed';
  detail?: string;
  /** Failures one after the other, and when it is tried again by itself. Milliseconds. */
  tries?: number;
  notBefore?: number;
}

const accountKey = 'sync-account';
const keepKey = 'sync-pictures';
const statusKey = 'sync-status';

/** Where the library is shared, while it is. */
export async function syncAccount(): Promise<SyncAccount | undefined> {
  return (await readKept([accountKey]))[accountKey] as SyncAccount | undefined;
}

/** Keeps where the library is shared; nothing: it is not any more. */
export async function keepAccount(account: SyncAccount | undefined): Promise<void> {
  await writeKept({ [accountKey]: account ?? null });
}

/** Tells whether and where the library is shared whenever that changes. Gives a function that stops it. */
export function observeAccount(tell: (account: SyncAccount | undefined) => void): () => void {
  return observeKept(accountKey, (value) => tell((value as SyncAccount | null) ?? undefined));
}

/** Which pictures are kept on this device. */
export async function keptPictures(): Promise<KeptPictures> {
  return ((await readKept([keepKey]))[keepKey] as KeptPictures | undefined) ?? 'all';
}

/** Chooses which pictures are kept on this device. */
export async function chooseKeptPictures(keep: KeptPictures): Promise<void> {
  await writeKept({ [keepKey]: keep });
}

/** How sync stands. */
export async function syncStatus(): Promise<SyncStatus> {
  return ((await readKept([statusKey]))[statusKey] as SyncStatus | undefined) ?? {};
}

/** Keeps how sync stands. */
export async function keepStatus(status: SyncStatus): Promise<void> {
  await writeKept({ [statusKey]: status });
}

/** Tells how sync stands, from whatever page. Gives a function that stops it. */
export function observeStatus(tell: (status: SyncStatus) => void): () => void {
  return observeKept(statusKey, (value) => tell((value as SyncStatus | undefined) ?? {}));
}

/** What is said of a failure. One that is none of the remote's is a fault of ours, and also goes to the console. */
export function troubleIn(error: unknown): Pick<SyncStatus, 'trouble' | 'detail'> {
  if (error instanceof RemoteProblem)
    return { trouble: error.kind, ...(error.detail && { detail: error.detail }) };
  console.error(error);
  return { trouble: 'failed', detail: String(error).slice(0, 200) };
}
