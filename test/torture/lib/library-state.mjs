import { withDatabase } from '../../e2e/lib/with-database.mjs';
import { fingerprintOf, sealOf } from './seals.mjs';

/** Runs a function in a page of the extension, with its API as the first argument; gives what it gives, as JSON. */
export async function inPage(page, run, ...args) {
  const json = await page.evaluate(
    `(async () => JSON.stringify((await (${run})(globalThis.browser ?? globalThis.chrome, ...${JSON.stringify(args)})) ?? null))()`,
  );
  return JSON.parse(json);
}

/** A page of the extension that shows nothing and listens to nothing. */
export function openQuietPage(session) {
  return session.openExtensionPage('icon/icon-16.png');
}

/**
 * In a page of the extension: what the library holds, read past all of the extension's own code. Takes the ids of
 * versions that were looked at before; only the others come with their records.
 */
export const readLibrary = withDatabase(async ({ api, db, ask }, seen) => {
  const kept = await api.storage.local.get(null);
  const ledger = Object.fromEntries(
    Object.entries(kept)
      .filter(([key]) => key.startsWith('ledger:'))
      .flatMap(([, shard]) => Object.entries(shard)),
  );
  const said = { ledger, errors: kept.errors ?? [], health: kept.health };
  if (!db)
    return {
      ...said,
      ids: [],
      fresh: [],
      clips: [],
      saves: [],
      jobs: [],
      assets: [],
      indexed: 0,
    };
  const store = (name) => db.transaction(name).objectStore(name);
  const ids = await ask(store('versions').getAllKeys());
  const known = new Set(seen);
  const fresh = [];
  for (const id of ids) if (!known.has(id)) fresh.push(await ask(store('versions').get(id)));
  const clips = (await ask(store('clips').getAll())).map(
    ({ id, pageKey, versionId, versionCount, deletedAt }) => ({
      id,
      pageKey,
      versionId,
      versionCount,
      deletedAt,
    }),
  );
  const assets = [];
  for (const digest of new Set(fresh.flatMap(({ record }) => record.images.map((image) => image.digest)))) {
    if (!digest) continue;
    const row = await ask(store('assets').get(digest));
    const hash = row && new Uint8Array(await crypto.subtle.digest('SHA-256', row.bytes));
    const hex = hash && [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    assets.push({ digest, isWhole: `sha256:${hex}` === digest });
  }
  return {
    ...said,
    ids,
    fresh,
    clips,
    saves: await ask(store('saves').getAllKeys()),
    jobs: await ask(store('imageJobs').getAllKeys()),
    assets,
    indexed: await ask(store('searchDocs').count()),
  };
});

/** In a page of the extension: how much there is, which can be asked for again and again. */
export const countLibrary = withDatabase(async ({ db, ask }) => {
  const count = (name) => ask(db.transaction(name).objectStore(name).count());
  return { clips: await count('clips'), jobs: await count('imageJobs'), indexed: await count('searchDocs') };
});

/** Whether a record's seals hold. */
export function isWhole(record) {
  const { content, integrity } = record;
  return integrity.record === sealOf(record) && integrity.html === fingerprintOf(content.html);
}

/** What does not fit together among the rows of a library, in words; nothing where all fits. */
export function misfitsOf({ ids, clips, saves, fresh, assets }) {
  const misfits = [];
  const there = new Set(ids);
  const clipIds = new Set(clips.map(({ id }) => id));
  const byPage = new Map();
  for (const { id, pageKey, versionId } of clips) {
    if (byPage.has(pageKey)) misfits.push(`two clips of ${pageKey}`);
    byPage.set(pageKey, id);
    if (!there.has(versionId)) misfits.push(`clip ${id} without its version`);
  }
  const saved = new Set(saves);
  for (const { id, clipId, record } of fresh) {
    if (!clipIds.has(clipId)) misfits.push(`version ${id} without its clip`);
    if (!saved.has(id)) misfits.push(`version ${id} without its save`);
    if (!isWhole(record)) misfits.push(`version ${id} is not as it was sealed`);
  }
  for (const { digest, isWhole: whole } of assets) if (!whole) misfits.push(`picture ${digest} is not whole`);
  return misfits;
}
