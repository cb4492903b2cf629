import { ConverterFactory } from 'opencc-js/core';
import compatible from 'opencc-js/dict/CJK_Compatibility_Ideographs';
import characters from 'opencc-js/dict/STCharacters';
import phrases from 'opencc-js/dict/STPhrases';
import regional from 'opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases';

/** Simplified Chinese shown in traditional characters, by words, without changing to words of a region. */
export const toTraditional: (text: string) => string = ConverterFactory(
  [compatible],
  [phrases, regional, characters],
);
