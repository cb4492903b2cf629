import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { attributionLine } from '../../../utils/cite/attribution';
import { toCsl } from '../../../utils/cite/csl';
import { writeBiblatex } from '../../../utils/cite/styles/biblatex';
import { writeGbt2025 } from '../../../utils/cite/styles/gbt-7714';
import { readRights } from '../../../utils/rights/read-rights';
import { readSource } from '../../../utils/source/read-source';
import { clip } from '../../cite/records';

/** The whole way from the founding page to its citation: nobody cut the data to fit. */
test('the founding page: author, site and first publisher are cited, no date is invented', () => {
  const html = readFileSync(new URL('../../pages/founding--modern/page.html', import.meta.url), 'utf8');
  const document = parseHTML(html).document as unknown as Document;
  const page = { url: 'https://portal.example/news/123.html' };
  const record = { ...clip({}), source: readSource(document, page), rights: readRights(document, page) };
  const item = toCsl(record);

  expect(writeGbt2025([item]).text).toBe(
    '林小满. 河湾小城“把书房搬上船”[EB/OL]. [2026-11-25]. https://portal.example/news/123.html.',
  );
  expect(writeBiblatex([item])).toContain('note = {原载《河湾日报》(据页面署名推断)},');
  expect(item.note).not.toContain('原标题');
  expect(attributionLine(record, 'zh')).toMatch(
    /^《河湾小城“把书房搬上船”》，林小满（河湾日报），两河经济圈，https:\/\/portal\.example\/news\/123\.html。声明：/,
  );
  expect(attributionLine(record, 'zh')).not.toMatch(/\d{5}/);
});
