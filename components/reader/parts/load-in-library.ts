import type { Parts } from './parts';

const loaders: { [K in keyof Parts]: () => Promise<Parts[K]> } = {
  toTraditional: async () => (await import('../../../utils/aids/han/to-traditional')).toTraditional,
  toSimplified: async () => (await import('../../../utils/aids/han/to-simplified')).toSimplified,
  citeDialog: async () => (await import('../../cite/mount-cite')).citeDialog,
  legibleFont: async () => (await import('./legible-font')).legibleFont,
};

/** Loads a part in a page of the extension, as a chunk of its own. */
export async function loadInLibrary<K extends keyof Parts>(name: K): Promise<Parts[K] | undefined> {
  try {
    return await loaders[name]();
  } catch {
    return undefined;
  }
}
