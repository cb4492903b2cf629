import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exportClips } from '../../../utils/export/export-clips';
import { exportFormats } from '../../../utils/export/registry';
import { tellingClips } from '../../exports/clips';
import { job } from '../../exports/options';
import { unzip } from './read-zip';

/**
 * Every telling clip in every format, as it was looked at and found good: a change in any of them is seen. Renew them
 * with `vitest run -u test/unit/export/golden.test.ts` and read the difference. What the files mean to others is
 * held by the tests beside this one.
 */
const golden = join(fileURLToPath(import.meta.url), '..', '..', '..', 'exports', 'golden');
const clips = await tellingClips();

describe.each([...clips])('%s', (name, record) => {
  it.each(exportFormats.map((format) => [format.id, format] as const))('%s', async (id, format) => {
    const { blob } = await exportClips([record], format, {
      ...job,
      images: id === 'markdown' ? 'link' : 'files',
    });
    const text = id === 'epub' ? await bookText(blob) : await blob.text();
    await expect(text).toMatchFileSnapshot(
      join(golden, name, `${id}.${id === 'epub' ? 'txt' : format.extension}`),
    );
  });
});

/** The pages of a book one after the other. */
async function bookText(blob: Blob): Promise<string> {
  const files = await unzip(new Uint8Array(await blob.arrayBuffer()));
  return [...files]
    .map(
      ([path, bytes]) =>
        `── ${path} (${bytes.length})\n${/\.(?:png|jpg|gif)$/.test(path) ? '' : new TextDecoder().decode(bytes)}`,
    )
    .join('\n');
}
