import { type Bytes, decode, encode, sha256 } from './bytes';
import { RemoteProblem } from './remote';
import type { Lock } from './sealed';

/** The one record of a remote that is always readable: which library lies there, and its lock. */
export interface LibraryHeader {
  colophon: 'library';
  /** Of everything that lies there. */
  format: number;
  /** Made at random when the library was begun. All its files or documents lie under it. */
  library: string;
  lock?: Lock;
  /** The library that takes its place as soon as everything is there: it is being encrypted, or the opposite. */
  next?: { library: string; lock?: Lock };
  /** Libraries whose place was taken, not erased yet. */
  left?: string[];
  /** The list of members of a group: compressed, encrypted where the library is, Base64. */
  members?: string;
}

/** A group's library is of the second format: who does not know of members must not write there without a signature. */
const format = 2;
const ownFormat = 1;

/** A header of a library that begins. */
export function newHeader(library: string, lock: Lock | undefined): LibraryHeader {
  return { colophon: 'library', format: ownFormat, library, ...(lock && { lock }) };
}

/** The same with another list of members. */
export function withMembers(header: LibraryHeader, members: string): LibraryHeader {
  return { ...header, format, members };
}

/** As it is written. Its own checksum stands in it, so that damage is not taken for a wrong passphrase. */
export async function writeHeader(header: LibraryHeader, crypto: Crypto): Promise<Bytes> {
  const sum = await sha256(encode(JSON.stringify(header)), crypto);
  return encode(`${JSON.stringify({ ...header, sum })}\n`);
}

/**
 * Reads a header.
 * @throws {RemoteProblem} `damaged` where it is not as it was written; `newer-format`.
 */
export async function readHeader(bytes: Bytes, crypto: Crypto): Promise<LibraryHeader> {
  const header = await intact(bytes, crypto);
  if (!header) throw new RemoteProblem('damaged', 'library.json');
  if (header.format > format) throw new RemoteProblem('newer-format', `format ${header.format}`);
  return header;
}

/** Whether a header is as it was written, of whatever format. */
export async function isIntactHeader(bytes: Bytes, crypto: Crypto): Promise<boolean> {
  return (await intact(bytes, crypto)) !== undefined;
}

async function intact(bytes: Bytes, crypto: Crypto): Promise<LibraryHeader | undefined> {
  try {
    const { sum, ...header } = JSON.parse(decode(bytes)) as LibraryHeader & { sum: string };
    const isIntact =
      header.colophon === 'library' &&
      typeof header.library === 'string' &&
      sum === (await sha256(encode(JSON.stringify(header)), crypto));
    return isIntact ? header : undefined;
  } catch {
    return undefined;
  }
}
