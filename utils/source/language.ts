import type { Claim } from '../model/claim';
import { metaOf, type PageFacts } from '../page/facts';
import type { ArticleSpan } from '../page/span';

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
];
const TRADITIONAL = /[這個們來時後會說為國學對發現經與過還進種關應問題]/gu;
const SIMPLIFIED = /[这个们来时后会说为国学对发现经与过还进种关应问题]/gu;

/** The language of the article: `html[lang]` where the script agrees with it, else by script; Chinese by its characters. */
export function readLanguage(facts: PageFacts, span: ArticleSpan): Claim<string> {
  const text = facts.lines
    .slice(Math.max(0, span.headline), span.end + 1)
    .map((line) => line.text)
    .join('\n')
    .slice(0, 6000);
  const script = scriptOf(text || facts.documentTitle);
  const declared = facts.lang ?? metaOf(facts, 'og:locale')?.replace('_', '-');
  if (declared && agrees(declared, script)) {
    const value = /^zh$/i.test(declared) ? chinese(text) : declared;
    return {
      value,
      status: 'stated',
      confidence: 0.95,
      evidence: [{ kind: 'meta', rule: 'html.lang', scope: 'page', quote: declared }],
    };
  }
  if (script === 'zh')
    return {
      value: chinese(text),
      status: 'inferred',
      confidence: 0.95,
      evidence: [{ kind: 'visible-text', rule: 'script.han', scope: 'work' }],
    };
  if (script)
    return {
      value: script,
      status: 'inferred',
      confidence: 0.8,
      evidence: [{ kind: 'visible-text', rule: 'script', scope: 'work' }],
    };
  return {
    value: declared ?? 'und',
    status: 'inferred',
    confidence: 0.3,
    evidence: [{ kind: 'visible-text', rule: 'language.unknown', scope: 'work' }],
  };
}

function scriptOf(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return undefined;
  const share = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / letters;
  for (const [pattern, language] of SCRIPTS) {
    if (share(pattern) >= (language === 'ja' ? 0.08 : 0.3)) return language;
  }
  return undefined;
}

const CYRILLIC = /^(?:ru|uk|be|bg|sr|mk|kk|ky|mn|tg)/i;

function agrees(declared: string, script: string | undefined): boolean {
  if (!script) return !/^(?:zh|ja|ko|ar|he|th|el|hi|ru|uk|bg)/i.test(declared);
  if (script === 'ru') return CYRILLIC.test(declared);
  if (script === 'ar') return /^(?:ar|fa|ur|ps|ckb)/i.test(declared);
  if (script === 'hi') return /^(?:hi|mr|ne|sa)/i.test(declared);
  return declared.toLowerCase().startsWith(script);
}

function chinese(text: string): string {
  const traditional = text.match(TRADITIONAL)?.length ?? 0;
  const simplified = text.match(SIMPLIFIED)?.length ?? 0;
  return traditional > simplified ? 'zh-TW' : 'zh-CN';
}
