/** Pages that carry their article twice, once for wide and once for narrow screens. */

import { detach, isWithin } from '../../dom/tree';
import { fold } from '../../page/text';
import type { Block } from '../blocks';
import { note, type Work } from '../work';

/** Shorter lines may well be said twice. */
const LONG = 60;

/** Later copies weigh nothing, so that the part with the first copy alone holds the prose. */
export function weighCopies(blocks: readonly Block[]): void {
  for (const block of laterCopies(blocks)) block.weight = Math.min(0, block.weight);
}

/** Takes out of the chosen part the long paragraphs that stood in it before, word for word. */
export function dropCopies(work: Work, blocks: readonly Block[]): void {
  for (const block of laterCopies(blocks.filter((b) => isWithin(b.owner, work.root)))) {
    const { tag, source } = block.owner;
    note(work, { tag, parent: null, children: block.nodes, source }, 'copies', 'the same paragraph again');
    for (const node of block.nodes) detach(node);
  }
}

function laterCopies(blocks: readonly Block[]): Block[] {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    if (block.size < LONG || /^(?:td|th|pre|code|li)$/.test(block.owner.tag)) return false;
    const key = fold(block.text);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}
