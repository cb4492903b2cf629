import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { library } from '../../../utils/store/db';
import type { SyncAccount } from '../../../utils/sync/model';
import { startCouch } from '../../servers/couch.mjs';
import { idOf } from '../clip/sample';
import { clip, never, pullAll } from '../sync/lib/samples';
import { withServer } from '../sync/lib/server';

/** What the browser keeps and rings, and which sites it lets the extension reach. */
const kept = new Map<string, unknown>();
const alarms = new Map<string, unknown>();
const asked: string[] = [];
let mayReach = true;

vi.mock('webextension-polyfill', () => {
  const get = async (keys: string | string[] | null) =>
    Object.fromEntries([...kept].filter(([key]) => keys === null || keys.includes(key)));
  const set = async (values: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(values)) kept.set(key, value);
  };
  const onChanged = { addListener: () => undefined, removeListener: () => undefined };
  return {
    default: {
      storage: {
        local: { get, set, remove: async (key: string) => kept.delete(key) },
        sync: { get: async () => ({}) },
        onChanged,
      },
      permissions: {
        contains: async ({ origins }: { origins: string[] }) => {
          asked.push(...origins);
          return mayReach;
        },
      },
      alarms: {
        create: async (name: string, when: unknown) => alarms.set(name, when),
        clear: async (name: string) => alarms.delete(name),
      },
      runtime: { getManifest: () => ({ version: '0.1.0' }), getURL: (path: string) => path },
      i18n: { getMessage: (key: string) => key, getUILanguage: () => 'en' },
    },
  };
});

const { server, freshAccount } = withServer(
  'couchdb',
  startCouch,
  ({ origin }, number) => `${origin}/own-${number}`,
);
const sync = () => import('../../../utils/syncing/run-sync');
const status = async () => (await import('../../../utils/syncing/account')).syncStatus();
const otherDevice = async (account: SyncAccount) =>
  (await import('../../../utils/sync/remotes/make-remote')).makeRemote(account, {
    device: 'otherdevice',
    fetch,
    crypto,
    now: Date.now,
  });

beforeEach(async () => {
  kept.clear();
  alarms.clear();
  asked.length = 0;
  mayReach = true;
  await library.delete();
  await library.open();
  server().faults.reset();
});

describe('sync that nobody turned on', () => {
  it('asks nothing of any server, rings never and reaches for no site', async () => {
    const { onSyncAlarm, runSync, setSyncAlarm } = await sync();
    await setSyncAlarm();
    await runSync('asked');
    await onSyncAlarm({ name: 'sync' });
    expect(alarms.size).toBe(0);
    expect(server().faults.requests).toBe(0);
    expect(asked).toEqual([]);
  });
});

describe('sync', () => {
  it('is kept only where the place is as it was typed', async () => {
    const { turnSyncOn } = await sync();
    const wrong = { ...freshAccount(), password: 'no' };
    await expect(turnSyncOn(wrong)).rejects.toMatchObject({ kind: 'password' });
    expect(alarms.size).toBe(0);
    expect(await library.syncMeta.count()).toBe(0);
  });

  it('runs when the alarm rings and when it is asked for, reaches for the one site, and ends when it is turned off', async () => {
    const { onSyncAlarm, runSync, turnSyncOff, turnSyncOn } = await sync();
    const account = freshAccount();
    await turnSyncOn(account);
    expect(alarms.get('sync')).toMatchObject({ periodInMinutes: 5 });
    await onSyncAlarm({ name: 'another' });
    expect((await status()).at).toBeUndefined();
    await onSyncAlarm({ name: 'sync' });
    expect((await status()).at).toBeDefined();
    await (await otherDevice(account)).push([clip(1, 1, 'otherdevice')], never);
    await runSync('asked');
    expect(await library.syncStates.get('clip/1')).toBeDefined();
    expect(new Set(asked)).toEqual(new Set([`${new URL(account.address).origin}/*`]));
    await turnSyncOff();
    expect(alarms.size).toBe(0);
    server().faults.reset();
    await runSync('asked');
    expect(server().faults.requests).toBe(0);
    // What lies there stays.
    expect((await pullAll(await otherDevice(account))).records).toHaveLength(1);
  });

  it('waits after a failure, longer each time, unless it is asked for', async () => {
    const { runSync, turnSyncOn } = await sync();
    await turnSyncOn(freshAccount());
    server().faults.plan = () => ({ kind: 503 });
    await runSync('by-itself');
    const first = await status();
    expect(first).toMatchObject({ trouble: 'busy', tries: 1 });
    const requests = server().faults.requests;
    await runSync('by-itself');
    expect(server().faults.requests).toBe(requests);
    await runSync('asked');
    const second = await status();
    expect(second.tries).toBe(2);
    expect((second.notBefore ?? 0) - Date.now()).toBeGreaterThan(90_000);
    server().faults.reset();
    await runSync('asked');
    expect(await status()).not.toHaveProperty('trouble');
  });

  it('tries no wrong password again by itself', async () => {
    const { changeAccount, runSync, turnSyncOn } = await sync();
    const account = freshAccount();
    await turnSyncOn(account);
    await changeAccount({ password: 'no' });
    await runSync('by-itself');
    expect(await status()).toMatchObject({ trouble: 'password' });
    server().faults.reset();
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 86_400_000);
    await runSync('by-itself');
    vi.restoreAllMocks();
    expect(server().faults.requests).toBe(0);
    await changeAccount({ password: account.password });
    await runSync('by-itself');
    expect(await status()).not.toHaveProperty('trouble');
  });

  it('asks for the site that the person took from it, and for nothing else', async () => {
    const { runSync, turnSyncOn } = await sync();
    await turnSyncOn(freshAccount());
    mayReach = false;
    server().faults.reset();
    await runSync('asked');
    expect(await status()).toMatchObject({ trouble: 'no-access' });
    expect(server().faults.requests).toBe(0);
  });

  it('tells what it is at while a round runs, and no more when it is over', async () => {
    const { runSync, turnSyncOn } = await sync();
    const account = freshAccount();
    await turnSyncOn(account);
    const other = await otherDevice(account);
    await other.push([clip(1, 1, 'otherdevice'), clip(2, 2, 'otherdevice')], never);
    const steps: unknown[] = [];
    const set = kept.set.bind(kept);
    vi.spyOn(kept, 'set').mockImplementation((key, value) => {
      const { progress } = (value ?? {}) as { progress?: { step: string; done: number } };
      if (key === 'sync-status' && progress) steps.push(progress.step);
      return set(key, value);
    });
    await runSync('asked');
    vi.restoreAllMocks();
    expect(steps[0]).toBe('look');
    expect(await status()).not.toHaveProperty('progress');
  });

  it('gives a code for the sheet, which opens the library when the passphrase is forgotten and another is chosen', async () => {
    const { changePassphrase, makeRecoveryCode, runSync, turnSyncOn } = await sync();
    const account = freshAccount('ebb and flow');
    await turnSyncOn(account);
    const code = await makeRecoveryCode();
    expect(code).toMatch(/^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
    await changePassphrase('neap and spring');
    await runSync('asked');
    expect(await status()).not.toHaveProperty('trouble');
    const { passphrase: _, ...rest } = account;
    await expect(
      (await otherDevice({ ...rest, passphrase: 'ebb and flow' })).open(never),
    ).rejects.toMatchObject({
      kind: 'passphrase',
    });
    expect((await (await otherDevice({ ...rest, passphrase: code })).open(never)).isEncrypted).toBe(true);
  });
});

describe('a page that is open', () => {
  it('hears of what another device does at once, and again after the line broke', async () => {
    const { followRemote, runSync, turnSyncOn } = await sync();
    const account = freshAccount();
    await turnSyncOn(account);
    await runSync('asked');
    const end = new AbortController();
    let turns = 0;
    const lines = () => server().faults.seen.filter((line) => line.includes('longpoll')).length;
    server().faults.reset();
    const following = followRemote(() => (turns += 1), end.signal, 10);
    await expect.poll(lines, { timeout: 10_000 }).toBe(1);
    const other = await otherDevice(account);
    await other.push([clip(1, 1, 'otherdevice')], never);
    await expect.poll(() => turns, { timeout: 10_000 }).toBeGreaterThan(0);
    // Every line to the server breaks for a while, as when a machine sleeps.
    server().faults.plan = (_turn, { path }) => (path.includes('longpoll') ? { kind: 'before' } : undefined);
    await other.push([clip(2, 2, 'otherdevice')], never);
    const before = lines();
    await expect.poll(lines, { timeout: 10_000 }).toBeGreaterThan(before + 1);
    server().faults.plan = () => undefined;
    const heard = turns;
    await other.push([clip(3, 3, 'otherdevice')], never);
    await expect.poll(() => turns, { timeout: 10_000 }).toBeGreaterThan(heard);
    end.abort(new Error('page closed'));
    await following;
  });
});

it('a clip that is saved here is at the server after the round', async () => {
  const { runSync, turnSyncOn } = await sync();
  const { saveDraft } = await import('../../../utils/store/save-draft');
  const { sampleDraft } = await import('../clip/sample');
  const account = freshAccount();
  await turnSyncOn(account);
  await saveDraft(sampleDraft({ id: idOf(1), url: 'https://a.example/1' }), crypto.subtle);
  await runSync('by-itself');
  expect((await status()).report).toMatchObject({ sent: 3 });
  const { records } = await pullAll(await otherDevice(account));
  expect(records.map(({ id }) => id.split('/')[0]).sort()).toEqual(['clip', 'text', 'version']);
});
