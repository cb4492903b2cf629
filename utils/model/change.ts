import type { ClipFacts, ClipId, ReadState, Timestamp } from './clip';
import type { Collection, CollectionId } from './collection';

/** What a person may do with clips, any number at once. `utils/store/acts` carries it out. */
export type Change =
  | { kind: 'tag'; clipIds: ClipId[]; add?: string[]; remove?: string[] }
  | { kind: 'collect'; clipIds: ClipId[]; add?: CollectionId[]; remove?: CollectionId[] }
  /** Markdown; an empty note is none. */
  | { kind: 'note'; clipIds: ClipId[]; note: string }
  /** `progress`: 0–1. Where it is left out, `read` is 1 and `unread` 0, and `reading` leaves it as it was. */
  | { kind: 'read'; clipIds: ClipId[]; state: ReadState; progress?: number }
  | { kind: 'favourite' | 'archive' | 'trash'; clipIds: ClipId[]; on: boolean }
  /** Also of the tags within it (`city/river`). Where the new name is in use, both become one. */
  | { kind: 'rename-tag'; from: string; to: string }
  | { kind: 'remove-tag'; tag: string }
  /** `id` is made by whoever asks, so that asking twice is asking once. Without `order` it comes last. */
  | { kind: 'add-collection'; id: CollectionId; name: string; parent?: CollectionId; order?: number }
  /** Renames or moves; `parent: null` moves it to the top. A collection cannot be moved into itself. */
  | { kind: 'edit-collection'; id: CollectionId; name?: string; parent?: CollectionId | null; order?: number }
  /** Its clips stay in the library; the collections within it go one step up. */
  | { kind: 'remove-collection'; id: CollectionId }
  /** Clips and inner collections of one go over to the other. */
  | { kind: 'merge-collections'; from: CollectionId; into: CollectionId };

/** One clip's facts before and after; a fact that stands on one side only is unset on the other. */
export interface FactPatch {
  clipId: ClipId;
  before: Partial<ClipFacts>;
  after: Partial<ClipFacts>;
}

/** A collection before and after; made or removed where one side is missing. */
export interface CollectionPatch {
  id: CollectionId;
  before?: Collection;
  after?: Collection;
}

/** What was done: enough to take it back. Plain data. */
export interface Act {
  kind: Change['kind'] | 'undo';
  at: Timestamp;
  clips: FactPatch[];
  collections: CollectionPatch[];
}
