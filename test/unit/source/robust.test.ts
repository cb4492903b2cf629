import { JSDOM } from 'jsdom';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { readPageFacts } from '../../../utils/page/facts';
import { readRights } from '../../../utils/rights/read-rights';
import { readSource } from '../../../utils/source/read-source';

const read = (document: Document, url = 'https://quay.example/a/1') => {
  const facts = readPageFacts(document, { url });
  return { source: readSource(document, { url }, facts), rights: readRights(document, { url }, facts) };
};
const linkedom = (html: string) => parseHTML(html).document as unknown as Document;

describe('source and rights never throw and invent nothing', () => {
  it.each([
    ['nothing', ''],
    ['text alone', 'just words'],
    ['an empty body', '<html><head></head><body></body></html>'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>'],
    [
      'a graph that points at itself',
      '<html><head><script type="application/ld+json">{"@type":"Article","@id":"#a","author":{"@id":"#a"},"license":{"@id":"#a"},"image":{"@id":"#a"}}</script></head><body><p>x</p></body></html>',
    ],
    [
      'JSON-LD of odd kinds',
      '<html><head><script type="application/ld+json">[null,1,"x",[[]],{"@type":7,"author":[null,{"name":null}],"datePublished":{},"headline":[]}]</script></head><body><p>x</p></body></html>',
    ],
    [
      'broken addresses',
      '<html><head><link rel="canonical" href="http://[bad"><link rel="license" href="::"><meta property="og:url" content="http://%"></head><body><a href="http://%" rel="license">CC</a></body></html>',
    ],
  ])('%s', (_, html) => {
    for (const document of [linkedom(html), new JSDOM(html).window.document]) {
      const { source, rights } = read(document);
      expect(source.creators).toEqual([]);
      expect(source.published).toBeUndefined();
      expect(source.origin).toBeUndefined();
      expect(rights.license).toBeUndefined();
      expect(rights.signal.light).toBe('grey');
    }
  });

  it('survives an address that is none', () => {
    const { source } = read(
      linkedom('<html><body><h1>The boat</h1><p>Text of the boat.</p></body></html>'),
      'not an address',
    );
    expect(source.title.value).toBe('The boat');
    expect(source.urls.cleaned).toBe('not an address');
  });

  it('reads 20 000 paragraphs in one pass', () => {
    const line =
      '<p>The keeper counts his books again, and there are four hundred of them, as there were before.</p>';
    const document = linkedom(
      `<html><body><h1>The boat</h1><p>By Ada Marlowe</p>${line.repeat(20_000)}<footer>© 2026 Quay. All rights reserved.</footer></body></html>`,
    );
    const { source, rights } = read(document);
    expect(source.creators.map((c) => c.value.name)).toEqual(['Ada Marlowe']);
    expect(rights.signal.code).toBe('reserved.arr');
  });
});
