import { ConverterFactory } from 'opencc-js/core';
import compatible from 'opencc-js/dict/CJK_Compatibility_Ideographs';
import characters from 'opencc-js/dict/TSCharacters';
import phrases from 'opencc-js/dict/TSPhrases';

/** Traditional Chinese shown in simplified characters. */
export const toSimplified: (text: string) => string = ConverterFactory([compatible], [phrases, characters]);
