import type { BackupClip, BackupSource } from '../export/backup';
import type { ClipSource } from '../export/format';
import type { ClipId } from '../model/clip';
import type { Settings } from '../model/settings';
import { getAsset } from './assets';
import { shownRecord } from './clips';
import { library, ownTables } from './db';

/** How many clips are read at a time: enough for speed, few enough for memory. */
const step = 20;

/** Clips of the library for an export, in this order, read a few at a time; those that are gone are passed over. */
export function clipsOf(clipIds: readonly ClipId[]): ClipSource {
  return {
    count: clipIds.length,
    async *read() {
      for (let at = 0; at < clipIds.length; at += step) {
        const rows = await library.clips.bulkGet(clipIds.slice(at, at + step));
        const ids = rows.flatMap((row) => (row ? [row.versionId] : []));
        const byId = new Map(rows.map((row) => [row?.versionId, row]));
        for (const version of await library.versions.bulkGet(ids)) {
          const row = version && byId.get(version.id);
          // The tags and the note lie beside the record: what leaves has those of now.
          if (row) yield await shownRecord(version.record, row);
        }
      }
    },
  };
}

/** The whole library for a backup: Trash, versions and all, read piece by piece. */
export async function backupSource(settings: Settings): Promise<BackupSource> {
  const tables = library.tables.filter(({ name, schema }) => !ownTables.has(name) && schema.primKey.keyPath);
  return {
    count: await library.clips.count(),
    clips: readClips,
    asset: getAsset,
    extras: [
      {
        table: 'settings',
        async *rows() {
          yield settings;
        },
      },
      ...tables.map((table) => ({
        table: table.name,
        async *rows() {
          for (const row of (await table.toArray()) as object[]) if (isPlain(row)) yield row;
        },
      })),
    ],
  };
}

/** Rows with bytes in them (an index, say) can be made again, and JSON cannot carry them. */
function isPlain(row: object): boolean {
  return Object.values(row).every(
    (value) => !(value instanceof ArrayBuffer) && !ArrayBuffer.isView(value) && !(value instanceof Blob),
  );
}

async function* readClips(): AsyncGenerator<BackupClip> {
  let last: ClipId | undefined;
  for (;;) {
    const rows = await (last === undefined
      ? library.clips.orderBy('id')
      : library.clips.where('id').above(last)
    )
      .limit(step)
      .toArray();
    if (rows.length === 0) return;
    for (const row of rows) {
      const versions = await library.versions.where('clipId').equals(row.id).sortBy('at');
      yield {
        id: row.id,
        ...(row.deletedAt && { deletedAt: row.deletedAt }),
        row,
        versions: versions.map(({ id, at, record }) => ({ id, at, record })),
      };
    }
    last = rows.at(-1)?.id;
  }
}
