import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PluginOption } from 'vite';
import { packPhrases } from '../../utils/aids/han/packed-phrases';

/** OpenCC's dictionary of phrases lies packed in the package, and is unpacked when it is loaded. */
export const packDictionary: PluginOption = {
  name: 'colophon:pack-dictionary',
  enforce: 'pre',
  async load(id) {
    if (!/opencc-js\/dist\/esm-lib\/dict\/STPhrases\.js$/.test(id)) return undefined;
    const words = async (file: string): Promise<string> => (await import(pathToFileURL(file).href)).default;
    const file = createRequire(import.meta.url).resolve('opencc-js/dict/STPhrases');
    const characters = resolve(dirname(file), 'STCharacters.js');
    const packed = packPhrases(await words(file), await words(characters));
    return `import characters from ${JSON.stringify(characters)};
import { unpackPhrases } from ${JSON.stringify(resolve('utils/aids/han/packed-phrases.ts'))};
export default unpackPhrases(${JSON.stringify(packed)}, characters);`;
  },
};
