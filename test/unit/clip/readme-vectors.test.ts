import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../utils/clip/canonical-json';
import { canonicalText, sealRecord, sha256 } from '../../../utils/clip/fingerprint';
import { sampleDraft } from './sample';

/** The vectors that the README publishes; they were made by an implementation of their own, in another language. */
interface Vectors {
  'clip-text-v1': { blocks: string[]; text: string; digest: string }[];
  record: { record: unknown; digest: string }[];
}

const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');
const block = /```json vectors\n([\s\S]*?)```/.exec(readme)?.[1] ?? '{}';
const vectors = JSON.parse(block) as Vectors;

describe('the test vectors of the README', () => {
  it('are there', () => {
    expect(vectors['clip-text-v1'].length).toBeGreaterThan(1);
    expect(vectors.record.length).toBeGreaterThan(0);
  });

  it.each(vectors['clip-text-v1'])('hold for the text of %j', async ({ blocks, text, digest }) => {
    expect(canonicalText(blocks)).toBe(text);
    expect(await sha256(text, webcrypto.subtle)).toBe(digest);
  });

  it.each(vectors.record)('hold for a record', async ({ record, digest }) => {
    expect(await sha256(canonicalJson(record), webcrypto.subtle)).toBe(digest);
  });

  it('describe what sealing does: the digest of the record without its own digest', async () => {
    const { integrity, ...rest } = await sealRecord(
      { ...sampleDraft(), highlights: [], tags: [], edits: [] },
      webcrypto.subtle,
    );
    const { record, ...others } = integrity;
    expect(await sha256(canonicalJson({ ...rest, integrity: others }), webcrypto.subtle)).toBe(record);
  });
});
