import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { copyTree, elementsOf, type TreeElement, textOf } from '../../../utils/dom/tree';
import { blocksOf } from '../../../utils/extract/blocks';
import { secondOpinion } from '../../../utils/extract/second-opinion';
import { measure, weighBlock } from '../../../utils/extract/weigh';

const sentence =
  'The keeper writes the height of the water in the book, reads it aloud, and waits for the bell to answer.';
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, i) => `<p>${i}. ${sentence}</p>`).join('');
const page = `<body><div id="menu"><p>${sentence}</p></div><div id="story">${paragraphs(9)}</div></body>`;

function ask(html: string, id: string): TreeElement | undefined {
  const { document } = new JSDOM(html).window;
  const body = copyTree(document.body).root;
  const blocks = blocksOf(body);
  for (const block of blocks) block.weight = weighBlock(block);
  const ours = [...elementsOf(body)].find((element) => element.source?.id === id) as TreeElement;
  return secondOpinion(document, body, ours, blocks, measure(body, blocks), new Map());
}

describe('Readability as second opinion', () => {
  it('is taken where our choice holds little of the prose', () => {
    const chosen = ask(page, 'menu');
    expect(chosen && textOf(chosen)).toContain(`8. ${sentence}`);
  });

  it('is not asked where our choice holds most of it', () => {
    expect(ask(page, 'story')).toBeUndefined();
  });

  it('leaves our choice where it finds nothing better', () => {
    expect(ask(`<body><div id="only"><p>${sentence}</p></div></body>`, 'only')).toBeUndefined();
  });
});
