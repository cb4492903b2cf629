import type { Bytes } from './bytes';
import type { Pulled, Remote } from './remote';
import type { Envelope } from './sealed';

/** What a kind of server must be able to do, below headers and encryption: `library-remote.ts` makes a `Remote` of it. */
export interface Place {
  /**
   * Looks whether there is a server, whether we may come in and whether its clock goes right.
   * `headers` are the copies of the header that lie there, the best first; none where no library is there.
   */
  visit(signal: AbortSignal): Promise<{ server: string; headers: Bytes[] }>;
  /**
   * Writes the header where it is still as it was read (or absent, as it was). False: somebody else was first.
   */
  keepHeader(header: Bytes, before: Bytes | undefined, signal: AbortSignal): Promise<boolean>;
  /** Where one library's records and blobs lie. Asks nothing of the server yet. */
  area(library: string, envelope: Envelope): Area;
}

/** Records and blobs of one library. Methods are as those of `Remote`. */
export interface Area
  extends Pick<Remote, 'push' | 'advance' | 'hasBlobs' | 'putBlob' | 'getBlob' | 'watch' | 'compact'> {
  pull(cursor: string | undefined, signal: AbortSignal): AsyncIterable<Pulled>;
  /** The hidden names of all blobs. */
  hiddenBlobs(signal: AbortSignal): AsyncIterable<string>;
  /** The bytes of a blob by its hidden name. */
  getHiddenBlob(hidden: string, signal: AbortSignal): Promise<Bytes | undefined>;
  /** Takes blobs away. */
  removeBlobs(hidden: readonly string[], signal: AbortSignal): Promise<void>;
  /** Takes everything away. */
  erase(signal: AbortSignal): Promise<void>;
}
