import type { Parts } from './parts';

const loaders: { [K in keyof Parts]: () => Promise<Parts[K]> } = {
  toTraditional: async () => (await import('../../../utils/aids/han/to-traditional')).toTraditional,
  toSimplified: async () => (await import('../../../utils/aids/han/to-simplified')).toSimplified,
  legibleFont: async () => (await import('./legible-font')).legibleFont,
};

/**
 * Loads a part when it is used: in a page of the extension as a chunk of its own, over a page as a script that the
 * background injects (scripts/lib/script-parts.ts). Undefined where it cannot be had.
 */
export async function loadPart<K extends keyof Parts>(name: K): Promise<Parts[K] | undefined> {
  try {
    return await loaders[name]();
  } catch {
    return undefined;
  }
}
