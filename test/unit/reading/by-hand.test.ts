import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  describeDrop,
  describePick,
  findBlocks,
  findPick,
  ruleOnPage,
} from '../../../utils/anchor/block-selector';
import { readRules, type SiteRule, withBlock, withoutBlock } from '../../../utils/model/site-rule';
import { findLive } from '../../../utils/reading/by-hand/find-live';
import type { Hand } from '../../../utils/reading/by-hand/hand';
import { keyOfBlock, withoutBlocks } from '../../../utils/reading/by-hand/without-blocks';
import { readDocument } from '../../../utils/reading/parts/read-document';

vi.mock('../../../utils/platform/browser', () => ({ browser: {} }));

const now = new Date('2026-03-04T05:06:07Z');
const url = 'https://paper.example/2026/ferry.html';
let window: Window & typeof globalThis;
beforeAll(() => {
  window = new JSDOM('', { url }).window as unknown as Window & typeof globalThis;
});
const parse = (html: string): Document => new window.DOMParser().parseFromString(html, 'text/html');

const say = (what: string, n: number): string =>
  `${what} says for the ${n}th time that the river, and not the town, decides on the hour of the ferry.`;
const prose = (what: string, count: number): string =>
  Array.from({ length: count }, (_, n) => `<p>${say(what, n)}</p>`).join('');

const page = `<html lang="en"><head><title>The ferry | The Paper</title></head><body>
  <div class="masthead nav-bar"><a href="/">The Paper</a> <a href="/town">Town</a></div>
  <div id="story"><h1>The ferry</h1>${prose('The keeper', 6)}
    <div class="related-links"><h3>Related</h3><ul><li><a href="/a">Another story of the river and its ice</a></li><li><a href="/b">The slate, the chalk and the timetable</a></li></ul></div>
    <p>Read also: the bell of the ferry, in three parts.</p></div>
  <div class="lower"><h2>The letter</h2>${prose('The letter', 3)}</div>
  <div class="page-foot footer"><p>The Paper, all rights reserved.</p></div></body></html>`;

function read(html: string, hand: Hand = {}) {
  const document = parse(html);
  const before = document.documentElement.outerHTML;
  const reading = readDocument(document, url, { window, now, hand });
  expect(document.documentElement.outerHTML).toBe(before);
  if (!reading.ok) throw new Error(reading.error.message);
  return { document, reading: reading.value };
}
const lines = (text: string): string[] => text.split('\n');

describe('a picked block', () => {
  it('is the article, with its own heading as the title, and nothing of it is judged', () => {
    const document = parse(page);
    const element = document.querySelector('.lower') as Element;
    const reading = readDocument(document, url, {
      window,
      now,
      hand: { pick: { element, selector: describePick(element) } },
    });
    expect(reading.ok && reading.value.article.title).toBe('The letter');
    expect(reading.ok && lines(reading.value.article.text)).toEqual(
      [0, 1, 2].map((n) => say('The letter', n)),
    );
    expect(reading.ok && reading.value.hand?.picked).toBe(true);
  });

  it('keeps what the passes would take out', () => {
    const document = parse(page);
    const element = document.querySelector('.related-links') as Element;
    const reading = readDocument(document, url, {
      window,
      now,
      hand: { pick: { element, selector: describePick(element) } },
    });
    expect(reading.ok && reading.value.article.text).toMatch(
      /Another story of the river.*\n.*The slate, the chalk/,
    );
  });

  it('without anything to read says so', () => {
    const document = parse(`<body><div id="none"><hr></div>${prose('x', 4)}</body>`);
    const element = document.querySelector('#none') as Element;
    const reading = readDocument(document, url, {
      window,
      now,
      hand: { pick: { element, selector: describePick(element) } },
    });
    expect(reading.ok).toBe(false);
  });
});

describe('what was left out', () => {
  it('is named with its words, and comes back at its place', () => {
    const { reading } = read(page);
    expect(reading.article.text).not.toContain('Another story');
    const entry = reading.article.trace.find(({ text }) => text.includes('Another story'));
    expect(entry).toMatchObject({ pass: expect.any(String), node: expect.stringContaining('related-links') });
    const { reading: again } = read(page, { keep: new Set([entry?.id ?? '']) });
    const text = lines(again.article.text);
    expect(text).toContain('Another story of the river and its ice');
    expect(text.findIndex((line) => line.startsWith('Another'))).toBeGreaterThan(
      text.findIndex((line) => line === say('The keeper', 5)),
    );
    expect(again.article.trace.some(({ id }) => id === entry?.id)).toBe(false);
    expect(again.hand?.putBack).toBe(1);
  });

  it('beside the article is named too, and comes back before or after it', () => {
    const long = page.replace('<p>Read also', `${prose('The ferryman', 12)}<p>Read also`);
    const { reading } = read(long);
    const ids = reading.article.trace.filter(({ pass }) => pass === 'outside');
    expect(ids.map(({ node }) => node)).toEqual(['div.masthead', 'div.lower', 'div.page-foot']);
    const keep = new Set(ids.filter(({ node }) => node !== 'div.page-foot').map(({ id }) => id));
    const text = lines(read(long, { keep }).reading.article.text);
    expect(text[0]).toContain('Town');
    expect(text.at(-1)).toBe(say('The letter', 2));
  });

  it('has names of its own where the same words stand twice', () => {
    const box = '<div class="related"><a href="/x">The same words in a box twice over</a></div>';
    const { reading } = read(
      page.replace('<p>Read also', `${box}<p>${say('Between', 1)}</p>${box}<p>Read also`),
    );
    const twins = reading.article.trace.filter(({ text }) => text.startsWith('The same words'));
    expect(new Set(twins.map(({ id }) => id)).size).toBe(2);
    const back = read(page.replace('<p>Read also', `${box}<p>${say('Between', 1)}</p>${box}<p>Read also`), {
      keep: new Set([twins[1]?.id ?? '']),
    }).reading.article.text;
    expect(back.match(/The same words/g)).toHaveLength(1);
  });
});

describe('blocks that are taken out in the reader', () => {
  const indexOf = (html: string, words: string): number =>
    [...parse(html).body.querySelectorAll('*')].findIndex((element) =>
      element.textContent?.startsWith(words),
    );

  it('are gone from text, HTML and pictures, and only they', () => {
    const figure =
      '<figure><img src="/boat.jpg" width="800" height="500"><figcaption>The boat at the quay.</figcaption></figure>';
    const { reading } = read(page.replace('<p>Read also', `${figure}<p>Read also`));
    expect(reading.images).toHaveLength(1);
    const keys = [say('The keeper', 2).slice(0, 30)].map((words) =>
      keyOfBlock(reading.html, indexOf(reading.html, words), window),
    );
    const image = [...parse(reading.html).body.querySelectorAll('*')].findIndex((e) => e.localName === 'img');
    const next = withoutBlocks(
      reading,
      [keys[0], keyOfBlock(reading.html, image, window)].filter((key) => key !== undefined),
      window,
    );
    expect(next.article.text).not.toContain(say('The keeper', 2));
    expect(next.article.text).toContain(say('The keeper', 3));
    expect(next.images).toEqual([]);
    expect(next.html).not.toContain('<figure');
    expect(next.article.wordCount).toBeLessThan(reading.article.wordCount);
    expect(next.hand?.removed[0]).toContain('The keeper says for the 2th');
  });

  it('that say the same are told apart by their place', () => {
    const twice = page.replace('<p>Read also', `<p>${say('The keeper', 1)}</p><p>Read also`);
    const { reading } = read(twice);
    const all = [...parse(reading.html).body.querySelectorAll('*')];
    const second = all.findLastIndex((element) => element.textContent === say('The keeper', 1));
    const key = keyOfBlock(reading.html, second, window);
    expect(key?.nth).toBe(1);
    const left = lines(withoutBlocks(reading, key ? [key] : [], window).article.text);
    expect(left.filter((line) => line === say('The keeper', 1))).toHaveLength(1);
    expect(left.indexOf(say('The keeper', 1))).toBe(1);
  });

  it('are found again on the live page', () => {
    const { document, reading } = read(page);
    const key = keyOfBlock(reading.html, indexOf(reading.html, 'Read also'), window);
    expect(key && findLive(document, key)?.outerHTML).toBe(
      '<p>Read also: the bell of the ferry, in three parts.</p>',
    );
  });
});

describe('the names of blocks', () => {
  it.each([
    ['its id', '<div id="story"><p>x</p></div>', '#story', 'div#story'],
    [
      'its class',
      '<div class="x1y2z3 article-text is-active"><p>x</p></div>',
      '.article-text',
      'div.article-text',
    ],
    ['its part in the article', '<div itemprop="articleBody">x</div>', 'div', '[itemprop~="articleBody"]'],
    [
      'its way from a named block',
      '<div id="main"><div><p>a</p></div><div><p>b</p></div></div>',
      '#main > div:nth-of-type(2)',
      'div#main > div:nth-of-type(2)',
    ],
    [
      'its way from the top',
      '<div><table><tr><td>a</td><td>b</td></tr></table></div>',
      'td:nth-of-type(2)',
      'body > div > table > tbody > tr > td:nth-of-type(2)',
    ],
    ['no name that is a hash or a counter', '<div id="post-48213"><p>x</p></div>', 'div', 'body > div'],
  ])('come from %s', (_, html, target, expected) => {
    const document = parse(`<body>${html}</body>`);
    const element = document.querySelector(target) as Element;
    const selector = describePick(element);
    expect(selector.value).toBe(expected);
    expect(findBlocks(document, selector)).toContain(element);
  });

  it('of a block without one are its kind and its first words', () => {
    const document = parse(page);
    const [block] = findBlocks(document, { type: 'CssSelector', value: '#story > p:last-of-type' });
    const selector = describeDrop(block as Element);
    expect(selector).toEqual({
      type: 'CssSelector',
      value: 'p',
      refinedBy: { type: 'TextQuoteSelector', exact: 'Read also: the bell of the ferry, in three parts.' },
    });
    expect(findBlocks(document, selector)).toEqual([block]);
  });
});

describe('a rule of a site', () => {
  const made = now.toISOString();
  const pick = { type: 'CssSelector' as const, value: 'div.lower' };
  const rule: SiteRule = { host: 'paper.example', pick: [pick], drop: [], made };

  it('picks its block on another page, and says that it was used', () => {
    const other = page.replace('The letter', 'Another letter');
    const { reading } = read(other, { rule });
    expect(reading.article.title).toBe('Another letter');
    expect(reading.hand?.rule).toBe('used');
  });

  it('that means nothing on a page leaves it as it is read without', () => {
    const { reading } = read(page, { rule: { ...rule, pick: [{ ...pick, value: '.elsewhere' }] } });
    expect(reading.article.title).toBe('The ferry');
    expect(reading.hand?.rule).toBe('unused');
  });

  it('leaves out its blocks, and the trace says so', () => {
    const drop = [
      {
        type: 'CssSelector' as const,
        value: 'p',
        refinedBy: { type: 'TextQuoteSelector' as const, exact: 'Read also:' },
      },
    ];
    const { reading } = read(page, { rule: { ...rule, pick: [], drop } });
    expect(reading.article.text).not.toContain('Read also');
    expect(reading.article.trace).toContainEqual(
      expect.objectContaining({ pass: 'by-hand', text: expect.stringMatching(/^Read also/) }),
    );
  });

  it('never leaves out the whole article, whatever it says', () => {
    const document = parse(page);
    const drop = ['body', 'main', '#story', '*'].map((value) => ({ type: 'CssSelector' as const, value }));
    const onPage = ruleOnPage(document, { ...rule, pick: [], drop });
    expect(onPage.drop).not.toContain(document.body);
    expect(onPage.drop).not.toContain(document.querySelector('#story'));
  });

  it('with a selector that is none does nothing', () => {
    expect(findPick(parse(page), { type: 'CssSelector', value: ':::' })).toBeUndefined();
  });

  it('gains and loses blocks, and ends with the last', () => {
    const drop = { type: 'CssSelector' as const, value: '.ad' };
    const more = withBlock(rule, rule.host, 'drop', drop, made);
    expect(withBlock(more, rule.host, 'drop', drop, made).drop).toHaveLength(1);
    const less = withoutBlock(more, pick);
    expect(less).toMatchObject({ pick: [], drop: [drop] });
    expect(less && withoutBlock(less, drop)).toBeUndefined();
  });

  it('from a file is taken only as far as it is one', () => {
    expect(readRules([rule])).toEqual([rule]);
    expect(readRules({})).toEqual([]);
    expect(
      readRules([
        null,
        7,
        { host: '<b>', pick: [pick] },
        { host: 'a.example', pick: [{ type: 'XPath', value: '//' }] },
      ]),
    ).toEqual([]);
    const long = {
      host: 'a.example',
      pick: [{ ...pick, value: 'x'.repeat(2000) }, pick],
      drop: 'no',
      made: 3,
    };
    expect(readRules([long])).toEqual([{ host: 'a.example', pick: [pick], drop: [], made: '' }]);
  });
});
