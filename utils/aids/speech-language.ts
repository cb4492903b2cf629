/** Scripts that tell their language, or the one it is most often. */
const scripts: readonly { pattern: RegExp; languages: readonly string[] }[] = [
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, languages: ['ja'] },
  { pattern: /\p{Script=Hangul}/gu, languages: ['ko'] },
  { pattern: /\p{Script=Han}/gu, languages: ['zh', 'ja', 'yue', 'ko'] },
  { pattern: /\p{Script=Arabic}/gu, languages: ['ar', 'fa', 'ur', 'ps'] },
  { pattern: /\p{Script=Hebrew}/gu, languages: ['he', 'yi'] },
  { pattern: /\p{Script=Cyrillic}/gu, languages: ['ru', 'uk', 'bg', 'sr', 'mk', 'kk', 'be', 'mn'] },
  { pattern: /\p{Script=Greek}/gu, languages: ['el'] },
  { pattern: /\p{Script=Devanagari}/gu, languages: ['hi', 'mr', 'ne'] },
  { pattern: /\p{Script=Thai}/gu, languages: ['th'] },
];
/** A Latin letter carries about half of what a Han character does. */
const latin = /\p{Script=Latin}/gu;
const latinWeight = 0.35;

/**
 * The language in which a sentence is to be spoken: that of the article, unless most of the sentence is written in a
 * script which that language does not use. Latin words in an article of another script are taken for English.
 */
export function speechLanguage(sentence: string, articleLanguage: string): string {
  const own = articleLanguage.toLowerCase().split('-')[0] ?? '';
  let heaviest = {
    weight: (sentence.match(latin)?.length ?? 0) * latinWeight,
    languages: [] as readonly string[],
  };
  for (const { pattern, languages } of scripts) {
    const weight = sentence.match(pattern)?.length ?? 0;
    if (weight === 0) continue;
    // A single kana or two make a sentence Japanese that is mostly Han.
    const decides = languages[0] === 'ja' && own !== 'zh' ? weight * 4 : weight;
    if (decides > heaviest.weight) heaviest = { weight: decides, languages };
  }
  if (heaviest.weight === 0) return articleLanguage;
  if (heaviest.languages.length > 0) {
    return heaviest.languages.includes(own) ? articleLanguage : (heaviest.languages[0] ?? articleLanguage);
  }
  return usesLatin(own) ? articleLanguage : 'en';
}

function usesLatin(language: string): boolean {
  return !scripts.some(({ languages }) => languages.includes(language));
}
