import type { GroupView, Refusals } from './group/group-remote';
import type { GroupPin, SyncAccount, SyncRecord } from './model';

/** Why a remote cannot be used; each has a sentence for the person. */
export type RemoteTrouble =
  /** User or password is wrong. */
  | 'password'
  /** This user may not even look in there: of a new database of CouchDB 3 only its administrators may. */
  | 'no-rights'
  /** The library there is encrypted, and this is not its passphrase (or there is none). */
  | 'passphrase'
  /** There is nothing at the address that can keep a library. */
  | 'not-found'
  /** The server has no room left (507, or a quota). */
  | 'no-room'
  /** What was sent is larger than the server, or one before it, takes at once (413). Nothing of it is there. */
  | 'too-large'
  /** A database may not be called so. */
  | 'database-name'
  /** Read only: this user may not write there. */
  | 'read-only'
  | 'certificate'
  /** This machine's clock and the server's are more than a day apart. */
  | 'clock'
  /** It lacks what is needed; `detail` names what. */
  | 'old-server'
  /** What lies there was written by a newer Colophon. */
  | 'newer-format'
  /** Cannot be reached, or the connection broke. */
  | 'offline'
  /** Answers, but with an error of its own (5xx), or asks to wait (429). */
  | 'busy'
  /** What lies there is not as it was written: `detail` names the file or document. The rest can still be used. */
  | 'damaged'
  /** Extension may not reach the address: the person did not allow it. */
  | 'no-access'
  /** The library is a group's: it is joined by an invitation. */
  | 'group'
  /** A group is founded where nothing lies, and something does. */
  | 'not-empty'
  /** The list of members is none, an old one, or not signed by those who may; or this member may not change it so. */
  | 'members'
  /** The invitation was used, or taken back, or its time is over. */
  | 'invitation'
  /** This device is no member of the group any more. */
  | 'removed'
  /** This browser cannot sign (Ed25519). */
  | 'no-signatures';

/** A remote said no. */
export class RemoteProblem extends Error {
  constructor(
    readonly kind: RemoteTrouble,
    /** A status line, a file's name: for the curious, never a password. */
    readonly detail = '',
    /** When the server asked to be left alone for so long. Milliseconds. */
    readonly retryAfter?: number,
  ) {
    super(detail ? `${kind}: ${detail}` : kind);
    this.name = 'RemoteProblem';
  }
}

/** What there is at the other end. */
export interface RemoteInfo {
  /** Made at random when the library was begun there: another one means that everything is to be sent and fetched anew. */
  library: string;
  /** What the server calls itself. */
  server: string;
  /** Nothing was there before. */
  isNew: boolean;
  isEncrypted: boolean;
  /** The list of members of a group's library, as JSON of links (`group/members.ts`). */
  members?: string;
  /** The group, where this device is a member of it. */
  group?: GroupView;
}

/** Some records, and where to go on after them. */
export interface Pulled {
  records: SyncRecord[];
  /** Given back to `pull` later: everything up to here has been seen. Means something only to the remote. */
  cursor: string;
  /** About how many records are still to come, where it is known. */
  remaining?: number;
  /** Names of files or documents that could not be read and were passed over. */
  damaged?: string[];
  /** How many changes were not taken over, and why; of a group's library. */
  refused?: Refusals;
  /**
   * What lies there is older than what was seen there (a server was put back from a backup): all of it comes once more, and
   * what is known here is to be sent again. With no records, and a cursor from which `pull` gives everything.
   */
  isSetBack?: true;
}

/**
 * A place where a library is kept for several devices. Every method may reject with `RemoteProblem`, or with the signal's
 * reason. Cut off anywhere, it may be called again; nothing half-written is ever given to anybody.
 */
export interface Remote {
  /** Looks whether all is well there, and makes what is missing. Called before anything else, once a round. */
  open(signal: AbortSignal): Promise<RemoteInfo>;
  /**
   * Everything that was pushed since the cursor (from the beginning without one), in portions of a few hundred records or
   * about 4 MB at most, the last with a cursor even where nothing is new. The same record may come several times and in old
   * states. What was pushed by this very remote need not be
   * given, except from the beginning.
   */
  pull(cursor: string | undefined, signal: AbortSignal): AsyncIterable<Pulled>;
  /**
   * Adds these records; what lies there of the same name is joined with them (`mergeBodies`), never replaced. Resolved: they
   * are durable there. At most 500 records or about 4 MB a call (one larger record comes alone).
   */
  push(records: readonly SyncRecord[], signal: AbortSignal): Promise<void>;
  /**
   * A place after a cursor, up to which there is nothing but what was pushed by this very remote since it was made: another
   * one, in another page, need not fetch it.
   */
  advance?(cursor: string, signal: AbortSignal): Promise<string>;
  /** Which of these blobs lie there already. A name is `<64 hex digits>` of the SHA-256 of the bytes. */
  hasBlobs(names: readonly string[], signal: AbortSignal): Promise<Set<string>>;
  /** Keeps bytes under a name; keeps what is there if it is there. */
  putBlob(name: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void>;
  /** The bytes, or nothing if they are not there. The caller checks them against the name. */
  getBlob(name: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The blobs that lie there and are none of these, by the names that they have there. Looks through all of them. */
  strayBlobs?(wanted: readonly string[], signal: AbortSignal): Promise<string[]>;
  /** Takes blobs away that `strayBlobs` gave. */
  removeBlobs?(strays: readonly string[], signal: AbortSignal): Promise<void>;
  /** Gives a turn whenever there may be something new, until the signal. Only where the server tells it at once. */
  watch?(cursor: string | undefined, signal: AbortSignal): AsyncIterable<void>;
  /** Encrypts anew with another passphrase (none: no more). Resumable; absent where the remote does not encrypt. */
  changePassphrase?(passphrase: string | undefined, signal: AbortSignal): Promise<void>;
  /**
   * A code to print: it opens an encrypted library in place of the passphrase (typed as one), so that another can be chosen. A
   * code that was given earlier opens it no more. Rejects with `passphrase` where the library is not encrypted.
   */
  makeRecoveryCode?(signal: AbortSignal): Promise<string>;
  /** Writes the list of members of a group. False: somebody else wrote one since the last `open`. */
  keepMembers?(members: string, signal: AbortSignal): Promise<boolean>;
  /** Tidies up (merging many small files into few). Called now and then after a round; may do nothing. */
  compact?(signal: AbortSignal): Promise<void>;
}

/** What a remote needs of the browser: handed in, so that it runs anywhere. */
export interface RemoteKit {
  /** Eight to sixteen letters and digits: this installation. */
  device: string;
  fetch: typeof fetch;
  crypto: Crypto;
  now: () => number;
  /** How much of the list of members this device has seen; of a group's library. */
  pin?: () => Promise<GroupPin | undefined>;
}

/** Makes a remote out of what the person typed (`remotes/make-remote.ts`). */
export type MakeRemote = (account: SyncAccount, kit: RemoteKit) => Remote;
