import { browser } from '../platform/browser';
import { toolName } from '../platform/tool';
import { library } from '../store/db';
import { indexState } from '../store/search-index';
import { backupState } from './backups';
import { notedErrors, withoutPersonal } from './errors';
import { lastHealth } from './health';

/**
 * What helps to find a fault, as lines of name and value. Addresses and texts of pages are left out unless `whole`.
 */
export async function diagnose(whole: boolean): Promise<[name: string, value: string][]> {
  const { tool, toolVersion } = toolName();
  const lines: [string, string][] = [
    ['version', `${tool} ${toolVersion}`],
    ['browser', navigator.userAgent],
    ['language', navigator.language],
    ['access to sites', String(await browser.permissions.contains({ origins: ['*://*/*'] }).catch(said))],
  ];
  await add(lines, 'database', async () => `version ${library.verno}, ${await countsOfTables()}`);
  await add(lines, 'search index', async () => {
    const { indexed, of } = await indexState();
    return `${indexed} of ${of}`;
  });
  await add(lines, 'storage', async () => {
    const { usage, quota } = await navigator.storage.estimate();
    return `${usage ?? '?'} of ${quota ?? '?'} bytes, persistent: ${await navigator.storage.persisted()}`;
  });
  await add(lines, 'examined', async () => {
    const health = await lastHealth();
    if (!health) return 'never';
    const {
      at,
      wholeAt,
      versions,
      missing,
      damaged,
      pictures,
      collections = [],
      lostCollections = [],
    } = health;
    return `${at}, wholly ${wholeAt ?? 'never'}: ${versions} versions, ${missing.length} missing, ${damaged.length} damaged, ${pictures.length} pictures, ${collections.length + lostCollections.length} collections`;
  });
  await add(lines, 'backup', async () => {
    const { to, at, clips, failed } = await backupState();
    return `${to ?? 'nowhere'}, last ${at ?? 'never'}, ${clips ?? 0} clips${failed ? `, failed: ${failed}` : ''}`;
  });
  for (const { at, where, name, message } of await notedErrors())
    lines.push(['error', `${at} ${where} ${name}: ${whole ? message : withoutPersonal(message)}`]);
  return lines;
}

async function countsOfTables(): Promise<string> {
  const counts = library.tables.map(async (table) => `${table.name} ${await table.count()}`);
  return (await Promise.all(counts)).join(', ');
}

async function add(lines: [string, string][], name: string, read: () => Promise<string>): Promise<void> {
  lines.push([name, await read().catch(said)]);
}

function said(error: unknown): string {
  return withoutPersonal(String(error));
}
