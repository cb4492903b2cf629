import type { ClipRecord, Digest } from '../model/clip';
import { canonicalJson } from './canonical-json';
import { sha256 } from './fingerprint';
import { ownHasher } from './own-hasher';

/**
 * A record whose tags or note were changed beside it, with a seal of its own. Where the seal of what is kept is broken,
 * the new one is left broken too: sealing anew must not hide damage. The fingerprints of text and HTML stay.
 */
export async function resealed(kept: ClipRecord, changed: ClipRecord): Promise<ClipRecord> {
  if ((await recordDigest(kept)) !== kept.integrity.record) return changed;
  return { ...changed, integrity: { ...changed.integrity, record: await recordDigest(changed) } };
}

async function recordDigest(record: ClipRecord): Promise<Digest> {
  const { record: _, ...integrity } = record.integrity;
  return sha256(canonicalJson({ ...record, integrity }), ownHasher);
}
