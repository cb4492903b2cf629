import { describe, expect, test } from 'vitest';
import { toCsl } from '../../../utils/cite/csl';
import { findCiteFormat } from '../../../utils/cite/registry';
import { acceptedDifferences } from '../../cite/accepted-differences';
import { citeprocEntry, type OfficialStyle } from '../../cite/citeproc';
import { everyRecord } from '../../cite/records';

const COMPARED: Record<string, OfficialStyle> = {
  'apa-7': 'apa',
  'mla-9': 'modern-language-association',
  'chicago-18': 'chicago-author-date',
  'chicago-18-notes': 'chicago-note-bibliography',
  'gbt-7714-2015': 'china-national-standard-gb-t-7714-2015-numeric',
};

function ours(formatId: string, name: keyof typeof everyRecord): string {
  const format = findCiteFormat(formatId);
  return format?.kind === 'text' ? format.write([toCsl(everyRecord[name])]).text : '';
}

describe('held against citeproc with the official styles', () => {
  const names = Object.keys(everyRecord) as (keyof typeof everyRecord)[];

  test.each(Object.entries(COMPARED))('%s', (formatId, style) => {
    for (const name of names) {
      const key = `${formatId} / ${name}`;
      const theirs = citeprocEntry(toCsl(everyRecord[name]), style).replace(/^\[1\]\s*/, '');
      if (key in acceptedDifferences) {
        expect(ours(formatId, name), `${key} is listed but no longer differs`).not.toBe(theirs);
      } else {
        expect(ours(formatId, name), key).toBe(theirs);
      }
    }
  });

  test('every listed difference is compared', () => {
    const compared = Object.keys(COMPARED).flatMap((format) => names.map((name) => `${format} / ${name}`));
    expect(Object.keys(acceptedDifferences).filter((key) => !compared.includes(key))).toEqual([]);
  });
});
