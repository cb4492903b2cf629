/** Anything that JSON carries. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/**
 * When something was said, by a hybrid logical clock: milliseconds of the wall clock, a counter within them, and the device
 * that said it (`clock.ts`). Two stamps are never the same, and plain comparison of the texts is their order.
 */
export type Stamp = string;

/**
 * What a remote carries: a piece of the library with a name. The name is known to nobody but us (an encrypted remote hides
 * it). Two bodies under one name are joined by `mergeBodies` (merge.ts), in any order and any number of times: a remote may
 * give a record twice, late, or in an old state, and nothing is lost or doubled by it.
 *
 * `text/<sha256>`: the words, source and rights of a version as first captured; never changes (but may be `gone`).
 * `version/<id>`: to which clip it belongs, its text, and what was changed in it since: corrections, marks, pictures.
 * `clip/<id>`: what the person says of a clip: tags, collections, note, reading, favourite, archive, Trash.
 * `collection/<id>`, `search/<name>`: a collection; a saved search.
 * `signed/<member>/<name of one of these>`: in a group's library, what one member says of it (`group/signed.ts`).
 */
export interface SyncRecord {
  id: string;
  body: RecordBody;
}

/** A value and when it was said; the later one holds. */
export type Register<T extends Json = Json> = [at: Stamp, value: T];

/**
 * A set in which adding wins over a removal that had not seen it. Each adding has a stamp of its own, and so has each removal,
 * which names the stamps that it takes away: so it is known, and in a group signed, who added and who took away.
 */
export interface StampedSet<T extends Json = Json> {
  /** What is there: by the stamp of its adding. */
  in: Record<Stamp, T>;
  /** The addings that were taken away, by the stamp of the removal; forgotten after ninety days. */
  out: Removals;
}

export type Removals = Record<Stamp, Stamp[]>;

export interface TextBody {
  kind: 'text';
  at: Stamp;
  /** Absent where its last version was erased. */
  text?: { [name: string]: Json };
}

export interface VersionBody {
  kind: 'version';
  /** Which clip it was made for. */
  clip: string;
  /** When it was captured. RFC 3339. */
  at: string;
  /** The hash of its text. */
  text: Register<string>;
  /** Parts of the record that differ from the text, by name. */
  parts: Record<string, Register>;
  /** Taken away by itself (undone, or given up as an old version). */
  gone?: Register<boolean>;
}

export interface ClipBody {
  kind: 'clip';
  /** Earliest first decides which of two clips of one page gives its id. Milliseconds. */
  born: number;
  /** The keys of its page: clips that share one are one clip. */
  keys: string[];
  fields: Record<string, Register>;
  tags: StampedSet<string>;
  collections: StampedSet<string>;
  /** More than one where it was written on two devices at the same time. */
  note: StampedSet<string>;
  /** Where it lies: `''` in the library, a time in the Trash since then, `erased`. */
  place: StampedSet<string>;
}

/** Anything small whose fields are each said by themselves. */
export interface FieldsBody {
  kind: 'collection' | 'search';
  fields: Record<string, Register>;
}

/**
 * What one member of a group says of a record. Mostly one state; two where a copy of the member's profile wrote without
 * knowing of the other. Each is signed by itself: joined, nobody could sign them but the member.
 */
export interface SignedBody {
  kind: 'signed';
  states: SignedState[];
}

export interface SignedState {
  body: RecordBody;
  /** Base64. */
  sig: string;
}

export type RecordBody = TextBody | VersionBody | ClipBody | FieldsBody | SignedBody;

/** A place where the library is shared, as the person typed it. Kept in `storage.local`, in no export and no backup. */
export interface SyncAccount {
  kind: 'webdav' | 'couchdb';
  /** The address of the folder, or of the database. */
  address: string;
  user: string;
  password: string;
  /** Everything is encrypted with it before it leaves; absent: it lies there as it is. */
  passphrase?: string;
  /** The library is a group's, and this device a member of it. */
  group?: GroupAccount;
}

/** A device as a member of a group. */
export interface GroupAccount {
  key: MemberKey;
  /** The list of members as it was when this device came in: an older one is not believed. */
  pin: GroupPin;
  /** The server lets this user read only, so that it stands in no list: it reads. */
  isUnlisted?: true;
}

/** The two halves of a device's Ed25519 key. Base64: the raw public one, the private one as PKCS #8. */
export interface MemberKey {
  publicKey: string;
  privateKey: string;
}

/** How much of the list of members was seen: so many links, of which the last has this hash. */
export interface GroupPin {
  count: number;
  tip: string;
}

/** Which pictures are kept on this device; the others are fetched when they are looked at. */
export type KeptPictures = 'all' | 'unread' | 'none';
