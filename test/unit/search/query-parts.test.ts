import { describe, expect, it } from 'vitest';
import {
  filterValue,
  hasFilter,
  sortOf,
  withFilter,
  withPartToggled,
  withSort,
} from '../../../utils/search/query-parts';

const now = '2026-11-25T09:00:00Z';

describe('parts of a query', () => {
  it('has one filter of a key in the place of others', () => {
    expect(withFilter('tide site:ledger light:red', 'light', 'green', now)).toBe(
      'light:green tide site:ledger',
    );
    expect(withFilter('tide light:red', 'light', undefined, now)).toBe('tide');
    expect(filterValue('light:red light:green', 'light', now)).toBeUndefined();
  });

  it('toggles one filter beside others of its key, excluded or not', () => {
    expect(withPartToggled('tag:coast', { key: 'tag', value: 'two words' }, now)).toBe(
      'tag:"two words" tag:coast',
    );
    expect(withPartToggled('tag:"two words" tag:coast', { key: 'tag', value: 'two words' }, now)).toBe(
      'tag:coast',
    );
    const noAuthor = { key: 'has', value: 'author', excluded: true } as const;
    expect(withPartToggled('tide', noAuthor, now)).toBe('-has:author tide');
    expect(hasFilter('-has:author tide', noAuthor, now)).toBe(true);
    expect(hasFilter('has:author tide', noAuthor, now)).toBe(false);
  });

  it('knows a span of days by the day that it means', () => {
    expect(hasFilter('after:7d', { key: 'after', value: '7d' }, now)).toBe(true);
    expect(hasFilter('after:2026-11-18', { key: 'after', value: '7d' }, now)).toBe(true);
    expect(hasFilter('after:2026-11-01', { key: 'after', value: '7d' }, now)).toBe(false);
  });

  it('sorts one way at a time', () => {
    expect(withSort('tide', { key: 'title', reversed: true })).toBe('tide sort:-title');
    expect(withSort('tide 排序:标题 sea', { key: 'saved', reversed: false })).toBe('tide sea sort:saved');
    expect(withSort('tide sort:-title', undefined)).toBe('tide');
    expect(sortOf('tide sort:-title', now)).toEqual({ key: 'title', reversed: true });
  });
});
