import { bytesToHex } from '@noble/hashes/utils.js';
import { type Bytes, encode, fromBase64, join, toBase64 } from './bytes';
import { RemoteProblem } from './remote';

/** How things are called and written at a remote: as they are, or so that nobody there can read them. */
export interface Envelope {
  readonly isSealed: boolean;
  /** The name under which something lies there. Sealed: 64 hexadecimal digits. */
  hide(name: string): Promise<string>;
  /** What is written there under a hidden name. The same bytes give the same. */
  seal(hidden: string, bytes: Bytes): Promise<Bytes>;
  /** What `seal` was given. Rejects with `RemoteProblem` of kind `damaged` where it was changed or lies under another name. */
  open(hidden: string, bytes: Bytes): Promise<Bytes>;
}

/** Everything as it is. */
export const plainEnvelope: Envelope = {
  isSealed: false,
  hide: async (name) => name,
  seal: async (_hidden, bytes) => bytes,
  open: async (_hidden, bytes) => bytes,
};

/** The name under which a blob lies: where nothing is hidden, its own hash. */
export async function hideBlob(envelope: Envelope, name: string): Promise<string> {
  return envelope.isSealed ? envelope.hide(`blob/${name}`) : name;
}

/**
 * The lock of an encrypted library. Its contents are encrypted with a key made at random; that key lies there encrypted with
 * one that comes from the passphrase. So another passphrase changes this record alone.
 */
export interface Lock {
  derivation: 'PBKDF2-SHA-256';
  rounds: number;
  /** Base64, as the others. */
  salt: string;
  /** The library's key, encrypted with the key of the passphrase: nonce and ciphertext. */
  key: string;
  /** The same, encrypted with the recovery code, once somebody asked for one. */
  recovery?: string;
}

/**
 * What OWASP asks for PBKDF2 with SHA-256 (Password Storage Cheat Sheet, 2023). It is in every browser, runs outside the page's
 * thread and needs no memory: a background worker derives the key anew each time that it wakes, on phones too. Argon2id
 * would withstand more, but in JavaScript takes seconds and 19 MiB or more each time.
 */
const rounds = 600_000;
/** A server must not be able to stop a reader by naming endless rounds. */
const mostRounds = 10_000_000;
const nonceLength = 12;

/** The key of a library: 32 random bytes. */
export function makeLibraryKey(crypto: Crypto): Bytes {
  return crypto.getRandomValues(new Uint8Array(32));
}

/** Locks a library's key with a passphrase. */
export async function lockKey(
  libraryKey: Bytes,
  passphrase: string,
  library: string,
  crypto: Crypto,
): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const outer = await fromPassphrase(passphrase, salt, rounds, crypto);
  return {
    derivation: 'PBKDF2-SHA-256',
    rounds,
    salt: toBase64(salt),
    key: toBase64(await wrap(libraryKey, outer, library, crypto)),
  };
}

/**
 * Opens a lock with the passphrase, or with the recovery code in its place.
 * @throws {RemoteProblem} `passphrase` where it is the wrong one; `newer-format` where the lock is of an unknown kind.
 */
export async function unlockKey(
  lock: Lock,
  passphrase: string | undefined,
  library: string,
  crypto: Crypto,
): Promise<Bytes> {
  if (lock.derivation !== 'PBKDF2-SHA-256') throw new RemoteProblem('newer-format', String(lock.derivation));
  if (!(lock.rounds > 0 && lock.rounds <= mostRounds)) throw new RemoteProblem('damaged', 'library');
  if (!passphrase) throw new RemoteProblem('passphrase');
  const salt = fromBase64(lock.salt);
  const code = recoveryDigits(passphrase);
  if (lock.recovery && code) {
    const outer = await fromCode(code, crypto);
    const key = await unwrap(fromBase64(lock.recovery), outer, library, crypto);
    if (key) return key;
  }
  const outer = await fromPassphrase(passphrase, salt, lock.rounds, crypto);
  const key = await unwrap(fromBase64(lock.key), outer, library, crypto);
  if (!key) throw new RemoteProblem('passphrase');
  return key;
}

/** Letters and digits that are not taken for each other (Crockford's Base32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 25;

/**
 * Adds a recovery code to a lock: 125 random bits, to be written down. It opens the library as the passphrase does. An earlier
 * code opens it no more.
 */
export async function addRecoveryCode(
  lock: Lock,
  libraryKey: Bytes,
  library: string,
  crypto: Crypto,
): Promise<{ lock: Lock; code: string }> {
  const random = crypto.getRandomValues(new Uint8Array(codeLength));
  const digits = [...random].map((byte) => alphabet[byte % 32]).join('');
  const sealed = await wrap(libraryKey, await fromCode(digits, crypto), library, crypto);
  const code = (digits.match(/.{5}/g) ?? []).join('-');
  return { lock: { ...lock, recovery: toBase64(sealed) }, code };
}

/** The digits of a recovery code as somebody typed it; nothing where it cannot be one. */
function recoveryDigits(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return digits.length === codeLength && [...digits].every((digit) => alphabet.includes(digit))
    ? digits
    : undefined;
}

/**
 * Encrypts with AES-256-GCM under keys that come from the library's. The nonce comes from name and content (HMAC-SHA-256 with
 * a key of its own), so no nonce is ever used for two contents, and two devices that write the same write the same bytes.
 * The name is bound in: nothing can be put under another one unseen.
 */
export async function sealedEnvelope(libraryKey: Bytes, crypto: Crypto): Promise<Envelope> {
  const { subtle } = crypto;
  const base = await subtle.importKey('raw', libraryKey, 'HKDF', false, ['deriveKey']);
  const derived = (purpose: string, algorithm: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]) =>
    subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(`colophon/1/${purpose}`) },
      base,
      algorithm,
      false,
      uses,
    );
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const [contents, names, nonces] = await Promise.all([
    derived('contents', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']),
    derived('names', hmac, ['sign']),
    derived('nonces', hmac, ['sign']),
  ]);
  const sign = async (key: CryptoKey, bytes: Bytes): Promise<Bytes> =>
    new Uint8Array(await subtle.sign('HMAC', key, bytes));
  return {
    isSealed: true,
    hide: async (name) => bytesToHex(await sign(names, encode(name))),
    async seal(hidden, bytes) {
      const bound = encode(hidden);
      const nonce = (await sign(nonces, join(bound, new Uint8Array(1), bytes))).slice(0, nonceLength);
      const sealed = await subtle.encrypt(gcm(nonce, bound), contents, bytes);
      return join(nonce, new Uint8Array(sealed));
    },
    async open(hidden, bytes) {
      const opened = await decrypt(contents, bytes, encode(hidden), crypto);
      if (!opened) throw new RemoteProblem('damaged', hidden);
      return opened;
    },
  };
}

function gcm(nonce: Bytes, bound: Bytes): AesGcmParams {
  return { name: 'AES-GCM', iv: nonce, additionalData: bound };
}

async function decrypt(
  key: CryptoKey,
  bytes: Bytes,
  bound: Bytes,
  crypto: Crypto,
): Promise<Bytes | undefined> {
  try {
    const opened = await crypto.subtle.decrypt(
      gcm(bytes.slice(0, nonceLength), bound),
      key,
      bytes.slice(nonceLength),
    );
    return new Uint8Array(opened);
  } catch {
    return undefined; // WebCrypto tells no more than that it did not go.
  }
}

async function wrap(libraryKey: Bytes, outer: CryptoKey, library: string, crypto: Crypto): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceLength));
  const sealed = await crypto.subtle.encrypt(gcm(nonce, encode(library)), outer, libraryKey);
  return join(nonce, new Uint8Array(sealed));
}

function unwrap(
  wrapped: Bytes,
  outer: CryptoKey,
  library: string,
  crypto: Crypto,
): Promise<Bytes | undefined> {
  return decrypt(outer, wrapped, encode(library), crypto);
}

async function fromPassphrase(
  passphrase: string,
  salt: Bytes,
  count: number,
  crypto: Crypto,
): Promise<CryptoKey> {
  // The same letters come in several codings, and wide ones from a Chinese keyboard.
  const typed = encode(passphrase.normalize('NFKC').trim());
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: count },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** A code of 125 random bits needs no stretching. */
async function fromCode(digits: string, crypto: Crypto): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', encode(digits), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode('colophon/1/recovery') },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
