/** What the measurement of sync does within a page of the extension. `bench` is the bundle that holds it. */
import { rowsOf } from './invented-clips.mjs';

/** Begins some work; what came of it is laid down for whoever asks, since a long one outlasts an answer. */
export function begin(bench, name, ...args) {
  globalThis.workDone = undefined;
  globalThis.workTold = undefined;
  const began = performance.now();
  bench[name](bench, ...args).then(
    (value) => {
      globalThis.workDone = { value, ms: performance.now() - began };
    },
    (error) => {
      globalThis.workDone = { error: String(error?.stack ?? error) };
    },
  );
}

/** One round of sync. */
export function roundOf(bench, account, device) {
  const kit = { device, fetch: (...args) => fetch(...args), crypto, now: () => Date.now() };
  return bench.syncRound(bench.makeRemote(account, kit), {
    keep: 'all',
    hasher: crypto.subtle,
    signal: new AbortController().signal,
    tell: (progress) => {
      globalThis.workTold = progress;
    },
    searches: { read: async () => ({}), write: async () => undefined },
  });
}

/** Writes clips as saving leaves them, under true seals. */
export async function seedSealed(bench, from, to) {
  const { library, sealRecord, summarize } = bench;
  const made = await Promise.all(
    Array.from({ length: to - from }, async (_, at) => {
      const { version } = rowsOf(from + at);
      const record = await sealRecord(version.record, crypto.subtle);
      const { id } = version;
      return { version: { ...version, record }, row: summarize(record, { id, count: 1, clipId: id }) };
    }),
  );
  await library.transaction('rw', [library.versions, library.clips], async () => {
    await library.versions.bulkPut(made.map(({ version }) => version));
    await library.clips.bulkPut(made.map(({ row }) => row));
  });
}

/** A day's use: some clips are new, the others are tagged, read, noted, put away. Gives how many changes. */
export async function useForADay(bench, changes, known) {
  const fresh = Math.round(changes / 10);
  await bench.seedSealed(bench, known, known + fresh);
  const rows = await bench.library.clips.limit(changes - fresh).primaryKeys();
  for (const [index, id] of rows.entries()) {
    const what = index % 4;
    if (what === 0) await bench.act({ kind: 'tag', clipIds: [id], add: [`day ${index % 7}`] });
    else if (what === 1) await bench.act({ kind: 'read', clipIds: [id], state: 'reading', progress: 0.5 });
    else if (what === 2) await bench.act({ kind: 'note', clipIds: [id], note: `Ask about number ${index}.` });
    else await bench.act({ kind: 'archive', clipIds: [id], on: true });
  }
  return fresh + rows.length;
}

const portion = 1_000;

/** A fingerprint of all that a person has: two libraries that are the same have the same. */
export async function fingerprintOf(bench) {
  let rows = 0;
  let digest = '';
  for (const table of ['clips', 'versions', 'collections']) {
    const keys = await bench.library.table(table).toCollection().primaryKeys();
    // By portions: a hundred thousand rows in one text are longer than a text may be.
    for (let at = 0; at < keys.length; at += portion) {
      const some = await bench.library.table(table).bulkGet(keys.slice(at, at + portion));
      const lines = some.map((row) => bench.canonicalJson(row)).join('\n');
      digest = await bench.sha256(digest + lines, crypto.subtle);
      rows += some.length;
    }
  }
  return { rows, digest };
}
