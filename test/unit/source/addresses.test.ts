import { describe, expect, it } from 'vitest';
import { cleanUrl } from '../../../utils/source/addresses';

describe('cleanUrl', () => {
  it.each([
    ['https://quay.example/a?utm_source=letter&id=7', 'https://quay.example/a?id=7'],
    ['https://quay.example/a?spm=1.2.3&from=timeline&isappinstalled=0', 'https://quay.example/a'],
    ['https://quay.example/a?fbclid=x#top', 'https://quay.example/a'],
    ['https://quay.example/a?id=7', 'https://quay.example/a?id=7'],
    ['https://quay.example/a?p=2', 'https://quay.example/a?p=2'],
    ['https://quay.example/a?from=2026-03-05', 'https://quay.example/a?from=2026-03-05'],
    ['https://quay.example/app#/notes/7', 'https://quay.example/app#/notes/7'],
    ['not an address', 'not an address'],
  ])('%s', (address, clean) => {
    expect(cleanUrl(address)).toBe(clean);
  });
});
