/** The lead: a summary that stands under the headline, outside of what holds the paragraphs. */

import { isWithin, makeElement } from '../dom/tree';
import { lineKind } from '../page/line-kind';
import { fold } from '../page/text';
import type { Block } from './blocks';
import type { Work } from './work';

/** Looks for a lead between the headline and the chosen root and puts it first. */
export function recoverLead(work: Work, blocks: readonly Block[]): void {
  const first = blocks.findIndex((block) => isWithin(block.owner, work.root));
  if (first <= 0) return;
  const title = fold(work.headline.title.text);
  let at = first - 1;
  while (at >= 0 && fold((blocks[at] as Block).text) !== title) at -= 1;
  if (at < 0 || first - at > 25) return;
  const subtitle = fold(work.headline.subtitle?.text);
  const lead = blocks
    .slice(at + 1, first)
    .filter((block) => isLead(block) && (!subtitle || fold(block.text) !== subtitle));
  if (!lead.length || lead.length > 4) return;
  for (const block of [...lead].reverse()) {
    const paragraph = makeElement('p', block.nodes);
    paragraph.parent = work.root;
    work.root.children.unshift(paragraph);
    block.owner = paragraph;
  }
}

function isLead(block: Block): boolean {
  if (block.size < 60 || block.linkSize > block.size / 3) return false;
  if (!/[.!?。！？…”»"]$/.test(block.text) && block.size < 90) return false;
  return !lineKind(block.text);
}
