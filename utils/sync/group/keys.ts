import { type Bytes, encode, fromBase64, toBase64 } from '../bytes';
import type { MemberKey } from '../model';

/**
 * Ed25519: Chromium signs with it since 137, Firefox since 129, Node since 20. Signing the same gives the same bytes, so that a
 * record which was not changed is not written again; ECDSA, which older browsers have too, gives others each time.
 */
const algorithm = 'Ed25519';

/** Whether this browser can sign and check signatures. */
export async function canSign({ subtle }: Pick<Crypto, 'subtle'>): Promise<boolean> {
  try {
    await subtle.generateKey(algorithm, false, ['sign', 'verify']);
    return true;
  } catch {
    return false;
  }
}

/** A new pair of keys. */
export async function makeMemberKey({ subtle }: Pick<Crypto, 'subtle'>): Promise<MemberKey> {
  const pair = (await subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const [raw, secret] = await Promise.all([
    subtle.exportKey('raw', pair.publicKey),
    subtle.exportKey('pkcs8', pair.privateKey),
  ]);
  return { publicKey: toBase64(new Uint8Array(raw)), privateKey: toBase64(new Uint8Array(secret)) };
}

const idLength = 16;

/**
 * The name of who holds a key, made of it (80 bits): so a stamp, which ends with it, belongs to one key alone. Sixteen letters
 * and digits, as a device's.
 */
export async function memberIdOf(publicKey: string, { subtle }: Pick<Crypto, 'subtle'>): Promise<string> {
  const digest = new Uint8Array(await subtle.digest('SHA-256', fromBase64(publicKey)));
  let number = 0n;
  for (const byte of digest.subarray(0, 10)) number = number * 256n + BigInt(byte);
  return number.toString(36).padStart(idLength, '0');
}

/** Signs a text. Base64. */
export type Sign = (text: string) => Promise<string>;

/** Signs with a key; it is taken in once. */
export function signerOf(key: MemberKey, { subtle }: Pick<Crypto, 'subtle'>): Sign {
  let secret: Promise<CryptoKey> | undefined;
  return async (text) => {
    secret ??= subtle.importKey('pkcs8', fromBase64(key.privateKey), algorithm, false, ['sign']);
    return toBase64(new Uint8Array(await subtle.sign(algorithm, await secret, encode(text))));
  };
}

/** Whether a signature is that of a text. */
export type Verify = (publicKey: string, text: string, sig: string) => Promise<boolean>;

/** Checks signatures; each key is taken in once. */
export function verifierOf({ subtle }: Pick<Crypto, 'subtle'>): Verify {
  const keys = new Map<string, Promise<CryptoKey>>();
  return async (publicKey, text, sig) => {
    try {
      let key = keys.get(publicKey);
      if (!key) {
        key = subtle.importKey('raw', fromBase64(publicKey), algorithm, false, ['verify']);
        keys.set(publicKey, key);
      }
      const bytes: Bytes = fromBase64(sig);
      return await subtle.verify(algorithm, await key, bytes, encode(text));
    } catch {
      return false; // No key, or no signature: it is nobody's.
    }
  };
}
