import type { KeyValues } from '../../../utils/search/key-values';

/** Keys and values in a Map; a failing transaction leaves no trace, like the real one. */
export function memoryValues(): KeyValues & { map: Map<string, Uint8Array>; reads: string[] } {
  const map = new Map<string, Uint8Array>();
  const reads: string[] = [];
  const self: ReturnType<typeof memoryValues> = {
    map,
    reads,
    async getMany(keys) {
      reads.push(...keys);
      return keys.map((key) => map.get(key));
    },
    async putMany(entries) {
      for (const [key, bytes] of entries) map.set(key, bytes);
    },
    async deleteMany(keys) {
      for (const key of keys) map.delete(key);
    },
    async atomically(work) {
      const before = new Map(map);
      try {
        return await work(self);
      } catch (error) {
        map.clear();
        for (const [key, bytes] of before) map.set(key, bytes);
        throw error;
      }
    },
  };
  return self;
}
