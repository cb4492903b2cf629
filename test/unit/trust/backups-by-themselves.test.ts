import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { idOf, sampleDraft } from '../clip/sample';

/** A folder in memory, downloads, and what the browser keeps. */
const world = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  folder: new Map<string, Blob>(),
  granted: 'granted' as PermissionState,
  /** How what is written is spoilt on its way. */
  spoil: (blob: Blob): Blob => blob,
  downloads: [] as { id: number; filename: string; size: number; gone?: boolean }[],
  mayDownload: true,
}));

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    runtime: { getManifest: () => ({ name: 'Colophon', version: '0.1.0' }) },
    permissions: { contains: async () => world.mayDownload },
    downloads: {
      download: async ({ url, filename }: { url: string; filename: string }) => {
        const { size } = world.spoil(blobs.get(url) as Blob);
        world.downloads.push({ id: world.downloads.length + 1, filename, size });
        return world.downloads.length;
      },
      search: async ({ id }: { id: number }) => [
        { state: 'complete', fileSize: world.downloads[id - 1]?.size },
      ],
      removeFile: async (id: number) => {
        const file = world.downloads[id - 1];
        if (file) file.gone = true;
      },
      erase: async () => undefined,
    },
    storage: {
      local: {
        get: async (keys: string[]) =>
          structuredClone(
            Object.fromEntries(
              keys.flatMap((key) => (world.kept.has(key) ? [[key, world.kept.get(key)]] : [])),
            ),
          ),
        set: async (values: Record<string, unknown>) => {
          for (const [key, value] of Object.entries(values)) world.kept.set(key, structuredClone(value));
        },
      },
      onChanged: { addListener: () => undefined, removeListener: () => undefined },
    },
  },
}));
const blobs = new Map<string, Blob>();
vi.stubGlobal(
  'URL',
  class extends URL {
    static override createObjectURL(blob: Blob): string {
      blobs.set(`blob:${blobs.size}`, blob);
      return `blob:${blobs.size - 1}`;
    }
    static override revokeObjectURL(): void {}
  },
);
vi.mock('../../../utils/platform/settings', () => ({ getSettings: async () => ({}) }));
vi.mock('../../../utils/store/backup-folder', () => ({
  backupFolder: async () => ({
    queryPermission: async () => world.granted,
    async getFileHandle(name: string) {
      return {
        async createWritable() {
          return {
            write: async (blob: Blob) => void world.folder.set(name, world.spoil(blob)),
            close: async () => undefined,
          };
        },
        getFile: async () => world.folder.get(name),
      };
    },
    removeEntry: async (name: string) => void world.folder.delete(name),
    async *values() {
      for (const [name, blob] of world.folder) yield { kind: 'file', name, getFile: async () => blob };
    },
  }),
}));

const { library } = await import('../../../utils/store/db');
const { saveDraft } = await import('../../../utils/store/save-draft');
const { backUpNow, backupState, bestBackup, changeBackups, keptBackups } = await import(
  '../../../utils/trust/backups'
);
const { keepLedger, readLedger } = await import('../../../utils/trust/ledger');

let number = 0;
async function clipOne(): Promise<void> {
  number += 1;
  await saveDraft(sampleDraft({ id: idOf(number), url: `https://a.example/${number}` }), crypto.subtle);
  await vi.waitFor(async () => expect((await readLedger()).has(idOf(number))).toBe(true));
}
const dayOf = (day: number) => new Date(Date.UTC(2026, 4, day, 12));

beforeEach(async () => {
  world.kept.clear();
  world.folder.clear();
  world.granted = 'granted';
  world.mayDownload = true;
  world.spoil = (blob) => blob;
  world.downloads.length = 0;
  await library.delete();
  await library.open();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
const stop = keepLedger();

describe('into a folder', () => {
  beforeEach(() => changeBackups({ to: 'folder' }));

  it('are dated files; nothing is written twice; the last few are kept', async () => {
    for (let day = 1; day <= keptBackups + 3; day++) {
      await clipOne();
      expect(await backUpNow(dayOf(day))).toBe('written');
      expect(await backUpNow(dayOf(day))).toBe('not-due');
    }
    expect(world.folder.size).toBe(keptBackups);
    expect((await bestBackup())?.name).toBe('colophon-backup-2026-05-10-1200.zip');
  });

  it('are read again after writing: what is not as it was written goes, and the person is told', async () => {
    await clipOne();
    world.spoil = (blob) => blob.slice(0, blob.size - 1);
    expect(await backUpNow(dayOf(1))).toBe('damaged');
    expect(world.folder.size).toBe(0);
    expect(await backupState()).toMatchObject({ failed: 'damaged' });
    world.spoil = (blob) => blob;
    expect(await backUpNow(dayOf(1))).toBe('written');
    expect((await backupState()).failed).toBeUndefined();
  });

  it('do not happen without the permission, and that is kept', async () => {
    await clipOne();
    world.granted = 'prompt';
    expect(await backUpNow(dayOf(1))).toBe('permission');
    expect(await backupState()).toMatchObject({ failed: 'permission' });
  });

  it('of a library that is not whole push no older one out, and are not the one to restore from', async () => {
    for (let day = 1; day <= keptBackups; day++) {
      await clipOne();
      await backUpNow(dayOf(day));
    }
    stop();
    await library.versions.delete(idOf(number)); // from below, unheard
    expect(await backUpNow(dayOf(20))).toBe('not-due');
    keepLedger();
    await clipOne();
    expect(await backUpNow(dayOf(20))).toBe('written');
    expect(world.folder.size).toBe(keptBackups + 1);
    expect([...world.folder.keys()]).toContain('colophon-backup-2026-05-20-1200-partly.zip');
    expect((await bestBackup())?.name).toBe('colophon-backup-2026-05-07-1200.zip');
  });

  it('that are written after the clock was set back are not the first to go', async () => {
    for (let day = 10; day < 10 + keptBackups; day++) {
      await clipOne();
      await backUpNow(dayOf(day));
    }
    await clipOne();
    await backUpNow(dayOf(1));
    expect(world.folder.size).toBe(keptBackups);
    expect((await bestBackup())?.name).toBe('colophon-backup-2026-05-01-1200.zip');
  });
});

describe('into the downloads', () => {
  beforeEach(() => changeBackups({ to: 'downloads' }));

  it('are dated files in a folder of their own; the last few are kept', async () => {
    for (let day = 1; day <= keptBackups + 2; day++) {
      await clipOne();
      expect(await backUpNow(dayOf(day))).toBe('written');
    }
    const there = world.downloads.filter(({ gone }) => !gone);
    expect(there).toHaveLength(keptBackups);
    expect(there.at(-1)?.filename).toBe('Colophon/colophon-backup-2026-05-09-1200.zip');
  });

  it('that were cut short go, and the person is told', async () => {
    await clipOne();
    world.spoil = (blob) => blob.slice(0, 10);
    expect(await backUpNow(dayOf(1))).toBe('damaged');
    expect(world.downloads.every(({ gone }) => gone)).toBe(true);
    expect(await backupState()).toMatchObject({ failed: 'damaged' });
  });

  it('do not happen without the permission', async () => {
    await clipOne();
    world.mayDownload = false;
    expect(await backUpNow(dayOf(1))).toBe('permission');
    expect(world.downloads).toHaveLength(0);
  });
});
