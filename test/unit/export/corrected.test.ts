import { webcrypto } from 'node:crypto';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { correct } from '../../../utils/clip/correct';
import { sealDraft } from '../../../utils/clip/fingerprint';
import { clipSource } from '../../../utils/export/format';
import { exportFormats } from '../../../utils/export/registry';
import { sampleDraft } from '../clip/sample';

const window = new JSDOM('').window as unknown as Window & typeof globalThis;
const options = {
  window,
  language: 'en',
  contacts: 'mask',
  images: 'link',
  asset: async () => undefined,
} as const;

describe('a clip with a corrected title', () => {
  it.each(['markdown', 'html', 'text', 'csv', 'gbt'])('is exported under it as %s', async (id) => {
    const record = correct(
      await sealDraft(sampleDraft(), webcrypto.subtle),
      { fact: 'title', value: 'The wheels turn again' },
      '2026-11-25T10:00:00.000Z',
    );
    const format = exportFormats.find((each) => each.id === id);
    if (!format) throw new Error(`No format ${id}`);
    const file =
      format.kind === 'separate'
        ? (await format.write(record, 'clip', options))[0]
        : await format.write(clipSource([record]), 'clip', options);
    const written = typeof file?.content === 'string' ? file.content : await file?.content.text();
    expect(written).toContain('The wheels turn again');
  });
});
