import { vi } from 'vitest';

/** What lies in `storage.local` of `keptBrowser`. */
export const kept = new Map<string, unknown>();

/** A browser of which there is only the storage that lies apart from the library. */
export const keptBrowser = {
  storage: {
    local: {
      get: async (keys: string[]) =>
        structuredClone(
          Object.fromEntries(keys.flatMap((key) => (kept.has(key) ? [[key, kept.get(key)]] : []))),
        ),
      set: async (values: Record<string, unknown>) => {
        for (const [key, value] of Object.entries(values)) kept.set(key, structuredClone(value));
      },
    },
    onChanged: { addListener: () => undefined, removeListener: () => undefined },
  },
};

/** The last that holds or waits for a lock, by the lock's name. */
export const turns = new Map<string, Promise<unknown>>();

/** Gives the test's `navigator` locks: one after the other. */
export function stubLocks(): void {
  const request = (name: string, ...rest: unknown[]): Promise<unknown> => {
    const run = rest.at(-1) as (lock: unknown) => unknown;
    const result = (turns.get(name) ?? Promise.resolve()).then(() => run({}));
    turns.set(
      name,
      result.catch(() => undefined),
    );
    return result;
  };
  vi.stubGlobal('navigator', { ...navigator, locks: { request } });
}
