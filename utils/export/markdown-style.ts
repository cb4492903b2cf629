import type { Root } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mathToMarkdown } from 'mdast-util-math';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';

const style: Options = {
  extensions: [gfmToMarkdown({ tablePipeAlign: false }), mathToMarkdown({ singleDollarTextMath: true })],
  bullet: '-',
  emphasis: '*',
  fences: true,
  rule: '-',
  listItemIndent: 'one',
  resourceLink: false,
};

/** Writes a tree as CommonMark with GitHub's tables and footnotes, and with `$…$` for formulas. */
export function writeMarkdown(tree: Root): string {
  return toMarkdown(tree, style);
}
