import { join } from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';
import { serve } from '../../../scripts/lib/serve.mjs';

const modules = join(root, 'node_modules');

/**
 * Opens a book in two readers that know nothing of us or of each other: foliate-js, which Foliate is made of, and the
 * engine of epub.js. Gives for each the contents' titles, and the words and drawn pictures of the first article.
 *
 * @param {import('../../../scripts/lib/driver/session.mjs').Session} session
 * @param {Buffer} bytes the book
 */
export async function openInReaders(session, bytes) {
  const site = await serve({
    foliate: join(modules, 'foliate-js'),
    epubjs: join(modules, '@likecoin', 'epub-ts', 'dist'),
    jszip: join(modules, 'jszip', 'dist'),
    reader: join(root, 'test', 'e2e', 'site'),
  });
  try {
    const page = await session.open(`${site.origin}/reader/book-reader.html`);
    const book = bytes.toString('base64');
    const read = async (name) =>
      page.evaluate((reader, file) => globalThis.readBook[reader](file), name, book);
    const seen = { foliate: await read('foliate'), epubjs: await read('epubjs') };
    await page.close();
    return seen;
  } finally {
    await site.close();
  }
}
