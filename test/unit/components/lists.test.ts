import { describe, expect, it } from 'vitest';
import { filterClips } from '../../../components/clips/filter-clips';
import {
  clipInHash,
  countLights,
  countSources,
  hashOf,
  inScope,
} from '../../../components/library/library-state';
import { summary } from './samples';

const clips = [
  summary('1', { title: 'The people who keep the tide', authors: ['Ada Marlowe'], light: 'amber' }),
  summary('2', {
    title: '老渡口的末班船，为夜归人多等十分钟',
    siteName: '临江新闻网',
    authors: ['林小满'],
    light: 'red',
  }),
  summary('3', { title: 'Notes on mending a map', siteName: 'Paper Bureau', light: 'amber' }),
];
const found = (text: string) => filterClips(clips, text).map(({ id }) => id);

describe('typing in the filter', () => {
  it('finds by title, site and author', () => {
    expect([found('mending'), found('bureau'), found('marlowe')]).toEqual([['3'], ['3'], ['1']]);
  });

  it('finds a part of a Chinese title, though nothing parts its words', () => {
    expect(found('末班船')).toEqual(['2']);
    expect(found('小满')).toEqual(['2']);
  });

  it('wants every word, in any order and any case', () => {
    expect(found('TIDE ada')).toEqual(['1']);
    expect(found('tide mending')).toEqual([]);
  });

  it('does not care for full-width letters', () => {
    expect(found('ｔｉｄｅ')).toEqual(['1']);
  });

  it('keeps all clips while the field is empty or blank', () => {
    expect(found('  ')).toEqual(['1', '2', '3']);
  });
});

describe('the filters of the library', () => {
  it('count the lights, none left out', () => {
    expect(countLights(clips)).toEqual({ green: 0, amber: 2, red: 1, grey: 0 });
  });

  it('name the sources, those with most clips first', () => {
    const more = [...clips, summary('4', { siteName: 'Paper Bureau' })];
    expect(countSources(more)[0]).toEqual({ siteName: 'Paper Bureau', count: 2 });
  });

  it('show the clips of a light or of a source', () => {
    expect(inScope(clips, { kind: 'light', light: 'red' }).map(({ id }) => id)).toEqual(['2']);
    expect(inScope(clips, { kind: 'source', siteName: 'Paper Bureau' }).map(({ id }) => id)).toEqual(['3']);
  });

  it('find the clip that an address names', () => {
    const id = 'urn:uuid:0b7c2c0e-0000-4000-8000-000000000001';
    expect(clipInHash(hashOf(id))).toBe(id);
    expect(clipInHash('')).toBeUndefined();
  });
});
