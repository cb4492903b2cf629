import type { Digest } from '../model/clip';
import { browser } from '../platform/browser';
import { mayReach } from '../platform/permissions';
import { getSettings, setSettings } from '../platform/settings';
import type { AssetRow } from '../store/db';
import { giveUpPictures } from '../store/storage';
import { awayPictures, isAway } from '../store/sync-blobs';
import { fetchPicture, type SyncProgress, syncRound } from '../store/sync-engine';
import { beginSync, endSync, remoteState, syncDevice } from '../store/sync-enter';
import { groupPin, meetGroup } from '../store/sync-group';
import { foundGroup, GroupRemote, joinGroup } from '../sync/group/group-remote';
import { type Invited, invite } from '../sync/group/invitation';
import { memberIdOf } from '../sync/group/keys';
import type { MemberChange, Role } from '../sync/group/members';
import type { GroupAccount, SyncAccount } from '../sync/model';
import { type Remote, type RemoteKit, RemoteProblem } from '../sync/remote';
import { bareRemote, makeRemote } from '../sync/remotes/make-remote';
import {
  keepAccount,
  keepStatus,
  keptPictures,
  type SyncStatus,
  syncAccount,
  syncStatus,
  troubleIn,
} from './account';

const lockName = 'colophon-sync';
const alarmName = 'sync';
/** In the background, while no page is open. */
const alarmMinutes = 5;
/** Progress is written at most so often: every page hears of it. Milliseconds. */
const tellEvery = 400;
/** After so long a broken line to the remote is taken up again. Milliseconds. */
const followAgain = 60_000;
const firstWait = 60_000;
const longestWait = 6 * 60 * 60_000;
/** No server makes it wait for longer. */
const longestAsked = 24 * 60 * 60_000;
/** What only the person can mend: it is not tried again by itself, and no server is asked with a wrong password twice. */
const forThePerson = new Set<SyncStatus['trouble']>([
  'password',
  'no-rights',
  'passphrase',
  'not-found',
  'database-name',
  'read-only',
  'old-server',
  'newer-format',
  'no-access',
  'group',
  'members',
  'removed',
]);

/** How somebody comes into a group: founds it, or was invited. */
export interface Entry {
  /** As the others see this device. */
  name: string;
  invited?: Invited;
}

/**
 * Begins to share the library: looks whether the place is as typed, then keeps it. Rejects with `RemoteProblem` where it is not.
 * @param entry into a group; absent: the library is the person's own.
 */
export async function turnSyncOn(typed: SyncAccount, entry?: Entry): Promise<void> {
  const signal = AbortSignal.timeout(60_000);
  const account = entry ? { ...typed, group: await enterGroup(typed, entry, signal) } : typed;
  const device = await deviceFor(account);
  const { group } = await remoteOf(account, device).open(signal);
  await navigator.locks.request(lockName, async () => {
    await beginSync(device);
    if (group) await meetGroup(group);
    await keepStatus({});
    await keepAccount(account);
  });
  await setSyncAlarm();
}

async function enterGroup(
  account: SyncAccount,
  { name, invited }: Entry,
  signal: AbortSignal,
): Promise<GroupAccount> {
  const kit = kitOf(newDevice());
  const remote = bareRemote(account, kit);
  if (invited && invited.until < Date.now()) throw new RemoteProblem('invitation');
  const { key, pin, ...rest } = invited
    ? await joinGroup(remote, invited, name, kit, signal)
    : await foundGroup(remote, name, kit, signal);
  return { key, pin: { count: pin.count, tip: pin.tip }, ...rest };
}

/** Changes the list of members of the group. Rejects with `RemoteProblem`. */
export async function changeGroup(change: MemberChange): Promise<void> {
  // What somebody added until now counts: all are to have taken over the same when it counts no more.
  if (change.do === 'remove' || change.do === 'role') await runSync('asked');
  await inGroup(async (remote, signal) => meetGroup(await remote.change(change, signal)));
}

/** An invitation as a text to hand over. */
export function inviteMember(role: Role): Promise<string> {
  return inGroup(async (remote, signal, account) => {
    const { text } = await invite(remote, role, account, { crypto, now: () => Date.now() }, signal);
    const { group } = await remote.open(signal);
    if (group) await meetGroup(group);
    return text;
  });
}

function inGroup<T>(
  work: (remote: GroupRemote, signal: AbortSignal, account: SyncAccount) => Promise<T>,
): Promise<T> {
  return navigator.locks.request(lockName, async () => {
    const [account, device] = [await syncAccount(), await syncDevice()];
    const remote = account && device ? remoteOf(account, device) : undefined;
    if (!account || !(remote instanceof GroupRemote)) throw new RemoteProblem('removed');
    const signal = AbortSignal.timeout(60_000);
    await remote.open(signal);
    return work(remote, signal, account);
  });
}

/** The library is not shared any more from here. What lies at the remote stays, and so does all that is here. */
export async function turnSyncOff(): Promise<void> {
  await keepAccount(undefined);
  await navigator.locks.request(lockName, async () => {
    const away = await awayPictures();
    await endSync();
    await keepStatus({});
    await giveUpPictures(away);
  });
  await setSyncAlarm();
}

/** Another passphrase: what lies at the remote is encrypted anew. Other devices ask for it then. */
export async function changePassphrase(passphrase: string): Promise<void> {
  await navigator.locks.request(lockName, async () => {
    const account = await syncAccount();
    const device = await syncDevice();
    if (!account || !device) return;
    const remote = remoteOf(account, device);
    await remote.changePassphrase?.(passphrase, new AbortController().signal);
    await keepAccount({ ...account, passphrase });
  });
}

/** A code to print that opens the encrypted library in place of the passphrase; one that was made before opens it no more. */
export async function makeRecoveryCode(): Promise<string> {
  return navigator.locks.request(lockName, async () => {
    const [account, device] = [await syncAccount(), await syncDevice()];
    const remote = account && device ? remoteOf(account, device) : undefined;
    if (!remote?.makeRecoveryCode) throw new RemoteProblem('passphrase');
    return remote.makeRecoveryCode(AbortSignal.timeout(60_000));
  });
}

/** The user's name, password or passphrase are others now. */
export async function changeAccount(change: Partial<SyncAccount>): Promise<void> {
  const account = await syncAccount();
  if (!account) return;
  await keepAccount({ ...account, ...change });
  const { trouble: _, tries: __, notBefore: ___, ...rest } = await syncStatus();
  await keepStatus(rest);
}

/** Rings while the library is shared. To be called whenever a browser starts. */
export async function setSyncAlarm(): Promise<void> {
  if (await syncAccount())
    // Soon for the first time: a page that began may be closed before its round is over.
    await browser.alarms.create(alarmName, { delayInMinutes: 1, periodInMinutes: alarmMinutes });
  else await browser.alarms.clear(alarmName);
}

/** The alarm has rung. */
export async function onSyncAlarm({ name }: { name: string }): Promise<void> {
  if (name === alarmName) await runSync('by-itself');
}

/**
 * One round, in whatever page or worker asks first; another that asks meanwhile waits for it if a person asked, and does
 * nothing else. Never rejects: what went wrong is kept, to be said. `by-itself`: not before the time that was set after a
 * failure, and never after what only the person can mend.
 */
export async function runSync(why: 'asked' | 'by-itself'): Promise<void> {
  const options = { ifAvailable: why === 'by-itself' };
  await navigator.locks
    .request(lockName, options, async (lock) => {
      if (lock) await round(why);
    })
    .catch(console.error);
}

async function round(why: 'asked' | 'by-itself'): Promise<void> {
  const [account, status] = [await syncAccount(), await syncStatus()];
  if (!account) return;
  const device = (await syncDevice()) ?? (await beginAnew(account));
  if (why === 'by-itself' && !isDue(status, Date.now())) return;
  const { at, report } = status;
  const before = { ...(at && { at }), ...(report && { report }) };
  const teller = tellerOf(before);
  try {
    if (!(await mayReach(account.address))) throw new RemoteProblem('no-access');
    const done = await syncRound(remoteOf(account, device), {
      keep: await keptPictures(),
      searches: {
        read: async () => (await getSettings()).searches,
        write: (searches) => setSettings({ searches }),
      },
      hasher: crypto.subtle,
      tell: teller.tell,
      signal: new AbortController().signal,
    });
    await teller.end();
    if (!(await syncAccount())) return;
    const { held: _, tooLarge: __, ...last } = report ?? {};
    const isQuiet = done.clips + done.sent + done.picturesSent + done.picturesFetched === 0;
    const isNothing = isQuiet && done.damaged.length === 0 && !done.refused;
    const { held, tooLarge } = done;
    await keepStatus({
      at: new Date().toISOString(),
      report:
        isNothing && report
          ? { ...(last as typeof report), ...(held && { held }), ...(tooLarge && { tooLarge }) }
          : { ...done, damaged: done.damaged.length },
    });
  } catch (error) {
    await teller.end();
    await keepStatus({ ...before, ...troubleOf(error, status.tries ?? 0) });
  }
}

/** The browser has lost the database: this is a new device, and gets everything back. */
async function beginAnew(account: SyncAccount): Promise<string> {
  const device = await deviceFor(account);
  await beginSync(device);
  return device;
}

/** Whether a round may begin that nobody asked for. */
export function isDue({ trouble, notBefore = 0 }: SyncStatus, now: number): boolean {
  // A clock that has been set back since would make it wait for as long as it went back.
  const isOfOtherClock = notBefore - now > longestAsked;
  return !forThePerson.has(trouble) && (now >= notBefore || isOfOtherClock);
}

/** What is kept of a failure, and how long nothing is tried after it: a minute at first, each time twice as long. */
export function troubleOf(error: unknown, tries: number, now = Date.now()): Partial<SyncStatus> {
  const wait = Math.min(longestWait, firstWait * 2 ** Math.min(tries, 20));
  const asked = error instanceof RemoteProblem ? Math.min(longestAsked, error.retryAfter ?? 0) : 0;
  return { ...troubleIn(error), tries: tries + 1, notBefore: now + Math.max(wait, asked) };
}

/** Writes of progress one after the other, and none after the end. */
function tellerOf(before: SyncStatus) {
  let last = 0;
  let writing: Promise<void> = Promise.resolve();
  const tell = (progress: SyncProgress): void => {
    if (Date.now() - last < tellEvery && progress.done !== 0) return;
    last = Date.now();
    writing = writing
      .then(() => keepStatus({ ...before, progress: { ...progress, since: last } }))
      .catch(console.error);
  };
  return { tell, end: () => writing };
}

/** The bytes of a picture that are not on this device, out of the remote; nothing where they cannot be had now. */
export async function fetchAwayPicture(digest: Digest): Promise<AssetRow | undefined> {
  const [account, device] = [await syncAccount(), await syncDevice()];
  if (!account || !device || !(await isAway(digest))) return undefined;
  try {
    const { signal } = new AbortController();
    const remote = remoteOf(account, device);
    await openOnce(remote, signal);
    return await fetchPicture(remote, digest, crypto.subtle, signal);
  } catch {
    // Told by the next round; here the picture is only not there.
    return undefined;
  }
}

const openings = new WeakMap<Remote, Promise<unknown>>();

/** Pictures of one clip are fetched with one opening. Kept by a page for itself; a worker that ends opens anew. */
function openOnce(remote: Remote, signal: AbortSignal): Promise<unknown> {
  const known = openings.get(remote);
  if (known) return known;
  const opening = remote.open(signal);
  openings.set(remote, opening);
  opening.catch(() => openings.delete(remote));
  return opening;
}

/**
 * Tells when another device may have changed something, where the remote says so at once, until the signal. A line that
 * breaks (a machine slept, a server was started anew) is taken up again after a while.
 * @param pause milliseconds.
 */
export async function followRemote(
  tell: () => void,
  signal: AbortSignal,
  pause = followAgain,
): Promise<void> {
  while (!signal.aborted) {
    // What goes wrong here the next round says in a sentence.
    if (!(await watchRemote(tell, signal).catch(() => true))) return;
    await until(signal, pause);
  }
}

function until(signal: AbortSignal, ms: number): Promise<void> {
  return new Promise((over) => {
    const timer = setTimeout(over, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      over();
    });
  });
}

/** Ends with the signal, or the line; gives false where the remote does not tell. */
async function watchRemote(tell: () => void, signal: AbortSignal): Promise<boolean> {
  const [account, device, state] = [await syncAccount(), await syncDevice(), await remoteState()];
  if (!account || !device || !state) return false;
  const remote = remoteOf(account, device);
  if (!remote.watch) return false;
  await remote.open(signal);
  for await (const _ of remote.watch(state.cursor, signal)) tell();
  return true;
}

let made: { of: string; remote: Remote } | undefined;

/** One remote for all rounds of a page: to derive the key of a passphrase takes a third of a second of the processor each time. */
function remoteOf(account: SyncAccount, device: string): Remote {
  const of = JSON.stringify([account, device]);
  if (made?.of === of) return made.remote;
  const remote = makeRemote(account, kitOf(device));
  made = { of, remote };
  return remote;
}

function kitOf(device: string): RemoteKit {
  return {
    device,
    // A bare `fetch` wants its own global.
    fetch: (...args) => fetch(...args),
    crypto,
    now: () => Date.now(),
    pin: groupPin,
  };
}

/** In a group a device is called after its key. */
async function deviceFor({ group }: SyncAccount): Promise<string> {
  return group ? memberIdOf(group.key.publicKey, crypto) : newDevice();
}

/** Ten letters and digits, at random. */
function newDevice(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
