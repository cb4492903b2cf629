import { sha256 } from '@noble/hashes/sha2.js';
import type { Hasher } from './fingerprint';

/** SHA-256 without a browser, for the core. Knows this one algorithm. */
export const ownHasher: Hasher = {
  async digest(_algorithm, data) {
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);
    return sha256(bytes).slice().buffer;
  },
};
