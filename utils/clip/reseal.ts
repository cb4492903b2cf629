import type { ClipRecord, Digest } from '../model/clip';
import { canonicalJson } from './canonical-json';
import { type Hasher, sha256 } from './fingerprint';

/**
 * A record whose tags or note were changed beside it, with a seal of its own. Where the seal of what is kept is broken,
 * the new one is left broken too: sealing anew must not hide damage. The fingerprints of text and HTML stay.
 */
export async function resealed(kept: ClipRecord, changed: ClipRecord, hasher: Hasher): Promise<ClipRecord> {
  if ((await recordDigest(kept, hasher)) !== kept.integrity.record) return changed;
  return { ...changed, integrity: { ...changed.integrity, record: await recordDigest(changed, hasher) } };
}

async function recordDigest(record: ClipRecord, hasher: Hasher): Promise<Digest> {
  const { record: _, ...integrity } = record.integrity;
  return sha256(canonicalJson({ ...record, integrity }), hasher);
}
