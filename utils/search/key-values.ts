/**
 * Where the index lives: bytes by key. The store gives one over IndexedDB, tests one over a Map. Methods given
 * within `atomically` take part in one transaction; nobody else writes between its reads and writes.
 */
export interface KeyValues {
  getMany(keys: readonly string[]): Promise<(Uint8Array | undefined)[]>;
  putMany(entries: readonly (readonly [key: string, bytes: Uint8Array])[]): Promise<void>;
  deleteMany(keys: readonly string[]): Promise<void>;
  atomically<T>(work: (values: KeyValues) => Promise<T>): Promise<T>;
}
