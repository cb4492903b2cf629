import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { detectArticle } from '../../../utils/detect/detect';

const documentOf = (html: string) =>
  parseHTML(`<!doctype html><html>${html}</html>`).document as unknown as Document;
const SENTENCE =
  'The ferry had not crossed the bay since the storm, and the harbour master kept the keys in a tin on the sill.';
const paragraphs = (count: number, text = SENTENCE) =>
  Array.from({ length: count }, (_, i) => `<p>${i}. ${text}</p>`).join('');
const article = `<body><article><h1>A Long Walk Home</h1>${paragraphs(6)}</article></body>`;
const is = (html: string, url: string) => detectArticle(documentOf(html), { url }).readable;

describe('what is offered to be read', () => {
  it.each([
    ['a story', article, 'https://paper.example/news/2026/03/a-long-walk-home'],
    ['the same under an address without words', article, 'https://paper.example/x?id=7'],
    [
      'Chinese with paragraphs of a line each',
      `<body><div class="c"><h1>灯塔</h1>${paragraphs(20, '灯塔一年只亮三百天，船工们都记得。')}</div></body>`,
      'https://paper.example/2026/c123.html',
    ],
    [
      'an old page of line breaks',
      `<body><table><tr><td>${Array.from({ length: 6 }, (_, i) => `${i} ${SENTENCE}`).join('<br><br>')}</td></tr></table></body>`,
      'https://paper.example/2026/c123.html',
    ],
    [
      'a body in an element that is named after side matter',
      `<body><div class="modal sidebar">${article}</div></body>`,
      'https://paper.example/news/2026/03/a-long-walk-home',
    ],
  ])('%s', (_, html, url) => {
    expect(is(html, url)).toBe(true);
  });
});

describe('what is not', () => {
  const cards = Array.from(
    { length: 12 },
    (_, i) =>
      `<div class="card"><a href="/p${i}">Lantern number ${i} of the series</a><span>$${i}9.00</span><button>Add to cart</button></div>`,
  ).join('');
  it.each([
    ['an empty page', '<body></body>', 'https://paper.example/news/2026/03/a'],
    ['a home page', article, 'https://paper.example/'],
    ['search results', article, 'https://paper.example/search?q=ferry'],
    ['a log-in', article, 'https://paper.example/login'],
    [
      'a shelf of goods',
      `<body><h1>Lanterns</h1>${cards}</body>`,
      'https://shop.example/collections/lanterns',
    ],
    [
      'a product',
      `<head><meta property="og:type" content="product"><script type="application/ld+json">{"@type":"Product"}</script></head><body><h1>Lantern</h1><p>${SENTENCE}</p>${cards}</body>`,
      'https://shop.example/products/lantern',
    ],
    [
      'a list of links',
      `<body><ul>${Array.from({ length: 40 }, (_, i) => `<li><a href="/s${i}">A story of the coast, number ${i}</a></li>`).join('')}</ul></body>`,
      'https://paper.example/archive/',
    ],
  ])('%s', (_, html, url) => {
    expect(is(html, url)).toBe(false);
  });
});

it('leaves the page as it was, and says why', () => {
  // linkedom adds a missing <head> when it is asked for the body.
  const document = documentOf(`<head><title>A Long Walk Home</title></head>${article}`);
  const before = document.documentElement.outerHTML;
  const detection = detectArticle(document, { url: 'https://paper.example/news/2026/03/a-long-walk-home' });
  expect(document.documentElement.outerHTML).toBe(before);
  expect(detection.reasons).toContain('+article path');
  expect(detectArticle(document, { url: 'https://paper.example/' }).reasons[0]).toBe('home page');
});
