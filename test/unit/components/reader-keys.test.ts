import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isBindable,
  keysOf,
  ownerOf,
  printedKey,
  readerActions,
} from '../../../components/reader/reader-keys';

describe('the keys of the reader', () => {
  it('are declared once each', () => {
    const keys = readerActions.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('follow the person, and an exchange leaves no action without a key', () => {
    const keys = keysOf({ type: 'y' });
    expect(keys.type).toBe('y');
    expect(keys.clip).toBe('c');
    const exchanged = keysOf({ type: 'c', clip: 't' });
    expect([exchanged.type, exchanged.clip]).toEqual(['c', 't']);
    expect(ownerOf(exchanged, 'c')).toBe('type');
  });

  it('never mean two things, whatever was kept', () => {
    const ids = readerActions.map(({ id }) => id as string);
    const own = fc.dictionary(
      fc.constantFrom(...ids, 'gone'),
      fc.constantFrom('a', 'c', 't', 'z', '1', 'é', '你', ' ', 'Escape', ''),
    );
    fc.assert(
      fc.property(own, (chosen) => {
        const given = Object.values(keysOf(chosen)).filter(Boolean);
        const firstOf = new Set(given);
        // The person may have kept one key twice by hand; the declared ones then never add a third.
        expect(given.length - firstOf.size).toBeLessThanOrEqual(
          Object.values(chosen).length - new Set(Object.values(chosen)).size,
        );
        expect(keysOf(chosen).close).toBe('Escape');
      }),
    );
  });

  it('are such as write a character, and no blank', () => {
    expect(['a', '你', '?', '1'].every(isBindable)).toBe(true);
    expect([' ', 'Tab', 'Escape', 'PageDown', 'ArrowUp', ''].some(isBindable)).toBe(false);
    expect([printedKey('Escape'), printedKey('c')]).toEqual(['Esc', 'C']);
  });
});
