/** Pages that carry their article twice, once for wide and once for narrow screens. */

import { detach, isWithin } from '../../dom/tree';
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
    const copy = { tag, parent: null, children: block.nodes, source };
    if (!note(work, copy, 'copies', 'the same paragraph again')) continue;
    for (const node of block.nodes) detach(node);
  }
}

/** A paragraph or two said twice is the author's matter; a row of them in another place is a second copy. */
const FEWEST = 3;

function laterCopies(blocks: readonly Block[]): Block[] {
  const first = new Map<string, Block>();
  const repeated = new Set<string>();
  const later = blocks.filter((block) => {
    if (block.size < LONG || /^(?:td|th|pre|code|li)$/.test(block.owner.tag)) return false;
    const key = block.text;
    const known = first.get(key);
    if (!known) {
      first.set(key, block);
      return false;
    }
    if (known.owner.parent === block.owner.parent) return false;
    repeated.add(key);
    return true;
  });
  return repeated.size >= FEWEST ? later : [];
}
