import { find, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';

/**
 * Puts clips into the library of a page of the extension, as they lie there after saving, and waits until they are listed
 * and indexed. The last is the newest.
 */
export async function fillLibrary(page, count) {
  await until('the library has made its database', () => find(page, '.list .empty'));
  await page.evaluate(writeClips, count);
  await reloadPage(page);
  await waitForText(page, '.list .sorts', new RegExp(`^${count} clips`));
  await waitForText(page, '.side', new RegExp(`Unread\\s*${count}`));
}

/** Loads a page of the extension again, as a person does: Firefox does not answer the driver for such addresses. */
export async function reloadPage(page) {
  await page.evaluate(() => {
    document.documentElement.dataset.before = '';
    setTimeout(() => location.reload());
  });
  await until('the page is loaded again', () =>
    page.evaluate(
      () => document.readyState === 'complete' && !('before' in document.documentElement.dataset),
    ),
  );
}

/** In the page: the rows of two tables. */
async function writeClips(count) {
  const claim = (value) => ({ value, status: 'stated', confidence: 1, evidence: [] });
  const lights = ['green', 'amber', 'red', 'grey'];
  const rowsOf = (index) => {
    const id = `urn:uuid:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    const at = new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString();
    const title = `Clip ${index}: the ferry, the slate and the river`;
    const text = `What was written on day ${index} stands on the slate until the river takes it. `.repeat(12);
    const url = `https://landing.example/${index}`;
    const light = lights[index % 4];
    const author = index % 3 === 0 ? 'Ada Marlowe' : 'Ines Calloway';
    const record = {
      version: '1.0',
      id,
      content: { title, html: `<p>${text}</p>`, text, language: 'en', wordCount: 190 },
      source: {
        title: claim(title),
        site: claim({ name: 'Landing Stage Post' }),
        creators: [claim({ kind: 'person', name: author, role: 'author' })],
        language: claim('en'),
        published: claim({ iso: at.slice(0, 10) }),
        urls: { retrieved: url, cleaned: url },
      },
      rights: { notices: [], signal: { light, code: 'none-stated', because: [] } },
      images: [],
      capture: { at, clock: 'device', tool: 'Colophon', toolVersion: '0', browser: 'B', how: 'full-article' },
      integrity: { canonicalization: 'clip-text-v1', text: `sha256:${id}`, record: `sha256:${id}` },
      highlights: [],
      tags: [],
      edits: [],
    };
    const row = {
      id,
      pageKey: url.slice(8),
      url,
      title,
      language: 'en',
      siteName: 'Landing Stage Post',
      authors: [author],
      published: at.slice(0, 10),
      light,
      excerpt: text.slice(0, 200),
      wordCount: 190,
      imageCount: 0,
      tags: [],
      clippedAt: at,
      versionId: id,
      versionCount: 1,
      listed: [-Date.parse(at), id],
    };
    return { row, version: { id, clipId: id, at, record } };
  };
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('colophon');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  await new Promise((resolve, reject) => {
    const writing = db.transaction(['clips', 'versions'], 'readwrite');
    for (let index = 1; index <= count; index += 1) {
      const { row, version } = rowsOf(index);
      writing.objectStore('clips').put(row);
      writing.objectStore('versions').put(version);
    }
    writing.oncomplete = resolve;
    writing.onerror = () => reject(writing.error);
  });
  db.close();
}
