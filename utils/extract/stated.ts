/** The text that the page itself states as the article's, in JSON-LD, as a witness for its blocks. */

import type { PageFacts } from '../page/facts';
import { firstString } from '../page/json-ld';
import { fold, plainText } from '../page/text';
import type { Block } from './blocks';

const ENOUGH = 400;

/** The `articleBody` of the page's main entity, plain. */
export function statedBody(facts: PageFacts): string | undefined {
  const stated = firstString(facts.mainEntity?.node.articleBody);
  return stated && stated.length > ENOUGH ? stated : undefined;
}

/**
 * Marks each block as in or not in the stated body, where there is one and most of it is found on the page. A block of
 * the body weighs more, any other less: other articles and side matter do not stand in it.
 */
export function markStated(blocks: readonly Block[], facts: PageFacts): void {
  const body = statedBody(facts);
  if (!body) return;
  const folded = fold(plainText(body));
  let found = 0;
  const hits = blocks.map((block) => {
    if (block.size < 30) return undefined;
    const key = fold(block.text);
    const hit = folded.includes(key.slice(0, 60)) && folded.includes(key.slice(-60));
    if (hit) found += key.length;
    return hit;
  });
  // A body of which little is found is a summary, a transcript, or another text.
  if (found < folded.length * 0.7) return;
  blocks.forEach((block, i) => {
    const hit = hits[i];
    if (hit === undefined) return;
    block.stated = hit;
    if (hit) block.weight = Math.max(block.weight, block.size * 0.6);
    else if (block.weight > 0) block.weight *= 0.3;
  });
}
