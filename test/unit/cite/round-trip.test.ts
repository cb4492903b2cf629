import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { parse } from '@retorquere/bibtex-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsl } from '../../../utils/cite/csl';
import type { CslItem } from '../../../utils/cite/csl-types';
import { writeBiblatex } from '../../../utils/cite/styles/biblatex';
import { writeBibtex } from '../../../utils/cite/styles/bibtex';
import { writeCslJson } from '../../../utils/cite/styles/csl-json';
import { writeRis } from '../../../utils/cite/styles/ris';
import { oneLine } from '../../../utils/cite/wording';
import { author, clip, everyRecord } from '../../cite/records';

/** Two independent readers of BibTeX, one of RIS. */
const readWithRetorquere = (bib: string) => {
  const parsed = parse(bib, { english: false, sentenceCase: false, caseProtection: 'off' } as never);
  expect(parsed.errors).toEqual([]);
  return parsed.entries;
};
const readWithCitationJs = (text: string) =>
  new Cite(text, { forceType: text.startsWith('TY') ? '@ris/file' : '@biblatex/text' }).data as CslItem[];

const hostileText = fc
  .array(
    fc.constantFrom(
      ...'{}%&#_$~^\\"\'`<>|-,;:=@!?()[]/*+aAbZ09éß林小满。，“”《》…',
      ' ',
      '\n',
      '\r\n',
      '\t',
      '\u2028',
      '🙂',
      ' and ',
      'NASA',
      '--',
      '\\cmd{',
      'ER  - ',
      '}\n@misc{x,',
    ),
    { minLength: 1, maxLength: 25 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => oneLine(text) !== '');

describe('titles, sites and institutions survive each format', () => {
  test('BibLaTeX, two readers', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, site) => {
        const bib = writeBiblatex([toCsl(clip({ title, site }))]);
        const [entry, ...others] = readWithRetorquere(bib);
        expect(others).toEqual([]);
        expect(entry?.fields.title).toBe(oneLine(title));
        expect(readWithCitationJs(bib)[0]?.title).toBe(oneLine(title));
        expect(readWithCitationJs(bib)[0]?.publisher).toBe(oneLine(site));
      }),
      { numRuns: 200 },
    );
  });

  test('BibTeX, two readers', () => {
    fc.assert(
      fc.property(hostileText, (title) => {
        const bib = writeBibtex([toCsl(clip({ title }))]);
        expect(readWithRetorquere(bib)[0]?.fields.title).toBe(oneLine(title));
        expect(readWithCitationJs(bib)[0]?.title).toBe(oneLine(title));
      }),
      { numRuns: 200 },
    );
  });

  test('an institution stays one author whatever its name holds', () => {
    fc.assert(
      fc.property(hostileText, (name) => {
        const bib = writeBiblatex([toCsl(clip({ creators: [author(name, { kind: 'organization' })] }))]);
        const authors = readWithCitationJs(bib)[0]?.author ?? [];
        expect(authors.map((each) => each.family ?? each.literal)).toEqual([oneLine(name)]);
      }),
      { numRuns: 200 },
    );
  });

  test('RIS: one record, each value on its own line', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (title, site) => {
        const ris = writeRis([toCsl(clip({ title, site, type: 'article-journal' }))]);
        expect(ris.split('\r\n').filter((line) => !/^[A-Z][A-Z0-9] {2}- /.test(line))).toEqual(['']);
        const [item, ...others] = readWithCitationJs(ris);
        expect(others).toEqual([]);
        expect(item?.title).toBe(oneLine(title));
        expect(item?.['container-title']).toBe(oneLine(site));
      }),
      { numRuns: 200 },
    );
  });

  test('CSL-JSON', () => {
    fc.assert(
      fc.property(hostileText, (title) => {
        const [item] = JSON.parse(writeCslJson([toCsl(clip({ title }))])) as CslItem[];
        expect(item?.title).toBe(oneLine(title));
      }),
    );
  });
});

describe('each fixture read back', () => {
  test.each(Object.entries(everyRecord))('%s', (_, record) => {
    const item = toCsl(record);
    const [fromBiblatex] = readWithCitationJs(writeBiblatex([item]));
    expect(fromBiblatex?.title).toBe(item.title);
    expect(fromBiblatex?.issued).toEqual(item.issued);
    expect(fromBiblatex?.accessed).toEqual(item.accessed);
    expect(fromBiblatex?.DOI).toBe(item.DOI);
    expect(decodeURI(fromBiblatex?.URL ?? '')).toBe(decodeURI(item.URL ?? ''));
    expect(fromBiblatex?.author?.length).toBe(item.author?.length);

    const [fromRis] = readWithCitationJs(writeRis([item]));
    expect(fromRis?.URL).toBe(item.URL);
    expect(fromRis?.language).toBe(item.language);
    // This reader knows of newspapers neither authors nor days.
    if (item.type === 'article-newspaper') return;
    expect(fromRis?.issued).toEqual(item.issued);
    expect(fromRis?.author?.length).toBe(item.author?.length);
  });

  test('Chinese authors keep their names unsplit in BibTeX, in order', () => {
    const bib = writeBibtex([toCsl(everyRecord.chineseJournal)]);
    expect(readWithRetorquere(bib)[0]?.fields.author).toEqual(
      ['林小满', '陈一', '王二', '赵三'].map((lastName) => ({ lastName })),
    );
  });

  test('a percent-encoded address is not cut at its percent sign', () => {
    const url = 'https://example.example/%E4%B8%AD_x?a=1&b=%7B#top';
    const item = toCsl(clip({ url }));
    expect(readWithRetorquere(writeBiblatex([item]))[0]?.fields.url).toBe(url);
    expect(readWithCitationJs(writeBibtex([item]))[0]?.URL).toBe(url);
  });
});
