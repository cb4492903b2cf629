import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Dexie from 'dexie';

/** A database as a version of the schema kept it: its tables with their indexes, and every row. */
export interface KeptDatabase {
  version: number;
  stores: Record<string, string>;
  rows: Record<string, Record<string, unknown>[]>;
}

const folder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'database');

/** Reads `test/database/vN.json`. Bytes are written as `{ $buffer }` and `{ $bytes }`, in base64. */
export function readDatabase(version: number): KeptDatabase {
  const text = readFileSync(join(folder, `v${version}.json`), 'utf8');
  return JSON.parse(text, (_, value: unknown) => {
    const { $buffer, $bytes } = (value ?? {}) as { $buffer?: string; $bytes?: string };
    const bytes = Uint8Array.from(Buffer.from($buffer ?? $bytes ?? '', 'base64'));
    if ($buffer !== undefined) return bytes.buffer;
    return $bytes === undefined ? value : bytes;
  });
}

/** Makes the database anew, as a browser would have it that last ran that version. */
export async function layDown({ version, stores, rows }: KeptDatabase, name: string): Promise<void> {
  await Dexie.delete(name);
  const old = new Dexie(name);
  old.version(version).stores(stores);
  for (const [table, kept] of Object.entries(rows)) await old.table(table).bulkAdd(structuredClone(kept));
  old.close();
}

/** Every row and the version of a database, by no schema of ours. */
export async function takeUp(name: string): Promise<KeptDatabase> {
  const database = await new Dexie(name).open();
  const stores: Record<string, string> = {};
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const table of database.tables) {
    const { primKey, indexes } = table.schema;
    stores[table.name] = [primKey, ...indexes].map(({ src }) => src).join(', ');
    rows[table.name] = await table.toArray();
  }
  database.close();
  return { version: database.verno, stores, rows };
}

/** Keeps a database as `test/database/vN.json`, once for each version of the schema. */
export function writeDatabase(kept: KeptDatabase): void {
  const text = JSON.stringify(kept, (_, value: unknown) => {
    if (value instanceof ArrayBuffer) return { $buffer: Buffer.from(value).toString('base64') };
    return ArrayBuffer.isView(value)
      ? { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
      : value;
  });
  writeFileSync(join(folder, `v${kept.version}.json`), `${text}\n`);
}
