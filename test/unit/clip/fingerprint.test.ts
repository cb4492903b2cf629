import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../utils/clip/canonical-json';
import { canonicalText, isUnchanged, sealDraft, sha256 } from '../../../utils/clip/fingerprint';
import { sampleDraft } from './sample';

const hasher = webcrypto.subtle as SubtleCrypto;

describe('clip-text-v1', () => {
  it.each([
    ['white space of every kind becomes one blank', ['a \u00a0\u3000\t\r\n b'], 'a b'],
    ['zero-width characters and soft hyphens go', ['a\u200bb\u200cc\u200dd\ufeffe\u00adf'], 'abcdef'],
    ['letters are composed (NFC)', ['e\u0301'], '\u00e9'],
    ['blocks are trimmed, empty ones dropped, joined by a line feed', [' a ', '\u3000', '', 'b'], 'a\nb'],
    ['width, quotes and case stay', ['ＡBc “d” 「e」'], 'ＡBc “d” 「e」'],
    ['U+0085 is white space and U+180E is none', ['a\u0085b\u180ec'], 'a b\u180ec'],
  ])('%s', (_, blocks, expected) => {
    expect(canonicalText(blocks)).toBe(expected);
  });

  it('has the published test vector', async () => {
    const text = canonicalText(['　标题 ', 'Two  words']);
    expect(text).toBe('标题\nTwo words');
    // printf '标题\nTwo words' | sha256sum
    expect(await sha256(text, hasher)).toBe(
      'sha256:761656f2ff2a46bec1e26c8898cc78c528de6130bc7bebc2e037ed8b4aece967',
    );
  });
});

describe('canonicalJson (RFC 8785)', () => {
  it('orders members by UTF-16 units, as the example of section 3.2.3', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  it('prints numbers and literals as section 3.2.2 does', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27,0],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('leaves out what is undefined, and refuses what JSON cannot carry', () => {
    expect(canonicalJson({ b: undefined, a: [undefined] })).toBe('{"a":[null]}');
    expect(() => canonicalJson({ a: Number.NaN })).toThrow();
    expect(() => canonicalJson('\ud800')).toThrow();
  });
});

describe('sealDraft', () => {
  it('makes a record that is unchanged, also after a way through JSON', async () => {
    const record = await sealDraft(sampleDraft(), hasher);
    expect(record.integrity.text).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(await isUnchanged(JSON.parse(JSON.stringify(record)), hasher)).toBe(true);
  });

  it('notices any change of the record', async () => {
    const record = await sealDraft(sampleDraft(), hasher);
    const forged = structuredClone(record);
    forged.source.creators = [];
    expect(await isUnchanged(forged, hasher)).toBe(false);
    const retyped = structuredClone(record);
    retyped.content.text += ' More.';
    expect(await isUnchanged(retyped, hasher)).toBe(false);
  });

  it('gives the same text fingerprint to the same text at another time', async () => {
    const one = await sealDraft(sampleDraft(), hasher);
    const other = await sealDraft(sampleDraft({ at: '2027-01-01T00:00:00.000Z' }), hasher);
    expect(other.integrity.text).toBe(one.integrity.text);
    expect(other.integrity.record).not.toBe(one.integrity.record);
  });
});
