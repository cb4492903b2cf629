import { describe, expect, it } from 'vitest';
import { correction } from '../../../utils/messaging/correction-shape';

const fault = (value: unknown) => correction(value, 'correction');

describe('the shape of a correction', () => {
  it.each([
    { fact: 'title', value: 'Mills' },
    { fact: 'title', value: null },
    { fact: 'creators', value: [] },
    { fact: 'creators', value: [{ name: '林小满', role: 'correspondent', affiliation: '河湾日报' }] },
    { fact: 'published', value: { iso: '2026-03', precision: 'month' } },
    { fact: 'rights', value: { kind: 'permission', note: 'by letter' } },
    { fact: 'rights', value: { kind: 'licence', licence: 'by-nc' } },
    { fact: 'credit', imageId: 'img1', value: 'Bo Fern' },
  ])('lets through %j', (value) => {
    expect(fault(value)).toBeUndefined();
  });

  it.each([
    [undefined, 'fact'],
    [{ fact: 'constructor', value: 'x' }, 'fact'],
    [{ fact: 'title', value: '   ' }, 'value'],
    [{ fact: 'title' }, 'value'],
    [{ fact: 'creators', value: [{ name: 'A', role: 'king' }] }, 'role'],
    [{ fact: 'published', value: { iso: 'soon', precision: 'day' } }, 'iso'],
    [{ fact: 'rights', value: { kind: 'permission' } }, 'note'],
    [{ fact: 'rights', value: { kind: 'licence', licence: 'gpl' } }, 'licence'],
    [{ fact: 'rights', value: { kind: 'toString' } }, 'kind'],
    [{ fact: 'credit', value: 'Bo Fern' }, 'imageId'],
  ])('refuses %j', (value, place) => {
    expect(fault(value)).toContain(place);
  });
});
