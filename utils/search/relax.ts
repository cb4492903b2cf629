import { isUnspaced } from './fold';
import type { Query, TextClause } from './query';

/**
 * A query that asks less, for when nothing holds what was typed: a run of Chinese or Japanese that stands in no
 * text as a whole (杭州特色小镇发展) becomes the words that a segmenter sees in it, which may then stand apart.
 * A character alone (的) is left out. Quoted phrases and exclusions stay. Undefined when there is nothing to relax.
 */
export function relaxQuery(query: Query): Query | undefined {
  const text = query.text.flatMap(relaxClause);
  return text.length > query.text.length ? { ...query, text } : undefined;
}

function relaxClause(clause: TextClause): TextClause[] {
  if (clause.kind === 'phrase' || clause.excluded || !hasUnspaced(clause.text)) return [clause];
  const kept = wordsOf(clause.text).filter((word) => Array.from(word).length > 1);
  return kept.length > 1 ? kept.map((word) => ({ ...clause, text: word })) : [clause];
}

/** The segmenter's words; single characters side by side are a word that it does not know (小|镇). */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let singles = '';
  for (const { segment, isWordLike } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)) {
    const isSingle = Array.from(segment).length === 1 && hasUnspaced(segment);
    if (isSingle) {
      singles += segment;
      continue;
    }
    if (singles) words.push(singles);
    singles = '';
    if (isWordLike) words.push(segment);
  }
  return singles ? [...words, singles] : words;
}

function hasUnspaced(text: string): boolean {
  return Array.from(text).some((character) => isUnspaced(character.codePointAt(0) ?? 0));
}
