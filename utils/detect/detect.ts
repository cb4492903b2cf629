/** The detector with its reasons in words, for people, tests and benchmarks. */

import type { Detection } from '../model/article';
import { judge } from './judge';

/** The signs, in the order of their weights. */
export const SIGNS = [
  'prose',
  'prose in many places',
  'in two parts',
  'share of prose',
  'headings',
  'prices',
  'asides',
  'signed',
  'home',
  'slug',
  'number',
  'list path',
  'article path',
  'json-ld article',
  'json-ld person',
  'json-ld list',
  'published',
  'cart',
  'share links',
  'article template',
] as const;

const REFUSALS = ['', 'too little text', 'home page', 'search or account'] as const;

/**
 * Tells whether a page is an article. Reads only.
 * @returns `reasons`: the six strongest signs, `+` for an article and `-` against one, after what decides by itself.
 */
export function detectArticle(document: Document, page: { url: string }): Detection {
  const { readable, score, refusal, parts } = judge(document, page.url);
  const reasons = parts
    .map((part, i) => ({ part, sign: SIGNS[i] }))
    .filter(({ part }) => Math.abs(part) > 0.3)
    .sort((a, b) => Math.abs(b.part) - Math.abs(a.part))
    .slice(0, 6)
    .map(({ sign, part }) => (part > 0 ? '+' : '-') + sign);
  return { readable, score, reasons: refusal ? [REFUSALS[refusal], ...reasons] : reasons };
}
