/** When our own choice of the article is doubted. Apart from who is asked then: that is heavy, and seldom needed. */

import type { TreeElement } from '../dom/tree';
import type { Block } from './blocks';
import type { Measures } from './weigh';
import type { Work } from './work';

/** Gives another choice of the article, or undefined where ours stands (`second-opinion.ts`). */
export type Opinion = (
  document: Document,
  body: TreeElement,
  root: TreeElement,
  blocks: readonly Block[],
  measures: Measures,
  side: ReadonlyMap<TreeElement, unknown>,
) => TreeElement | undefined;

/** Called where there is doubt; undefined where nobody can be asked. */
export type AskOpinion = () => Opinion | undefined;

/** A choice that holds less prose than this, or less than this share of the page's, is doubted. */
const LITTLE = 700;
const SHARE = 0.5;

/** Whether the chosen part holds little of the page's prose. */
export function isDoubtful({ root, body }: Pick<Work, 'root' | 'body'>, measures: Measures): boolean {
  const good = (element: TreeElement): number => measures.get(element)?.good ?? 0;
  return good(root) < Math.max(LITTLE, good(body) * SHARE);
}
