import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sealDraft, sealRecord, sha256 } from '../../../utils/clip/fingerprint';
import { isIntact, verifyRecord } from '../../../utils/clip/verify';
import type { ClipRecord } from '../../../utils/model/clip';
import { sampleDraft, sampleImage } from './sample';

const bytes = new TextEncoder().encode('a picture').buffer as ArrayBuffer;

async function kept(): Promise<ClipRecord> {
  const digest = await sha256(bytes, webcrypto.subtle);
  const record = await sealDraft(
    { ...sampleDraft(), images: [{ ...sampleImage, digest }] },
    webcrypto.subtle,
  );
  return sealRecord(record, webcrypto.subtle);
}
const verify = (record: ClipRecord, found: ArrayBuffer | undefined = bytes) =>
  verifyRecord(record, webcrypto.subtle, async () => found);

describe('verifying a kept clip', () => {
  it('finds it unchanged', async () => {
    const found = await verify(await kept());
    expect(found).toEqual({ text: 'same', html: 'same', record: 'same', images: [] });
    expect(isIntact(found)).toBe(true);
  });

  it.each([
    [
      'text',
      { text: 'changed', record: 'same' },
      (record: ClipRecord) => ({ ...record, content: { ...record.content, text: 'Another.' } }),
    ],
    [
      'html',
      { html: 'changed', text: 'same' },
      (record: ClipRecord) => ({ ...record, content: { ...record.content, html: '<p>x</p>' } }),
    ],
    [
      'facts',
      { record: 'changed', text: 'same', html: 'same' },
      (record: ClipRecord) => ({ ...record, tags: ['forged'] }),
    ],
  ] as const)('finds a damaged %s', async (_, expected, damage) => {
    const found = await verify(damage(await kept()));
    expect(found).toMatchObject({ ...expected, record: 'changed' });
    expect(isIntact(found)).toBe(false);
  });

  it('finds an image that is another, and one that is gone', async () => {
    const record = await kept();
    const other = new TextEncoder().encode('another picture').buffer as ArrayBuffer;
    expect((await verify(record, other)).images).toEqual([{ id: 'img1', state: 'changed' }]);
    const gone = await verifyRecord(record, webcrypto.subtle, async () => undefined);
    expect(gone.images).toEqual([{ id: 'img1', state: 'missing' }]);
    expect(isIntact(gone)).toBe(false);
  });
});
