import { readManifest } from '../search/manifest';
import { DamagedBlock } from '../search/postings-block';
import { dropIndex, fillIndex, searchValues, type Tending } from './search-index';

const lockName = 'colophon-search-index';

/**
 * Makes the search index whole where it is missing or damaged, and merges what has become many, in whatever page or
 * worker asks first; the others need do nothing. Does not reject: the library works without, and the next call goes on.
 */
export async function tendIndex(how: Tending): Promise<void> {
  try {
    await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
      if (lock) await fillOrRemake(how);
    });
  } catch (error) {
    console.error(error);
  }
}

/** More runs of documents than this make a search read much. */
const mostSegments = 32;

/** Merges what many saves have left, where it has become much. Does not reject. */
export async function tendIfScattered(): Promise<void> {
  const manifest = await readManifest(searchValues).catch(() => undefined);
  if (manifest && manifest.segments.length > mostSegments) await tendIndex({ trusting: true });
}

async function fillOrRemake(how: Tending): Promise<void> {
  try {
    await fillIndex(how);
  } catch (error) {
    if (!(error instanceof DamagedBlock)) throw error;
    await dropIndex();
    await fillIndex(how);
  }
}

/** A search met blocks that cannot be read: makes the index anew. */
export async function remakeIndex(): Promise<void> {
  await navigator.locks
    .request(lockName, async () => {
      await dropIndex();
      await fillIndex();
    })
    .catch(console.error);
}
