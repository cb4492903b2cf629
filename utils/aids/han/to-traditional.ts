import { Converter } from 'opencc-js/cn2t';

/** Simplified Chinese shown in traditional characters, by words, without changing to words of a region. */
export const toTraditional: (text: string) => string = Converter({ from: 'cn', to: 't' });
