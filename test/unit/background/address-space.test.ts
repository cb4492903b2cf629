import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressSpace,
  addressSpace,
  mayFetch,
  nearPatterns,
} from '../../../utils/background/address-space';

const hostOf = (address: string): string => new URL(address).hostname;

describe('addressSpace', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/', // decimal
    'http://0x7f000001/', // hex
    'http://0177.0.0.1/', // octal
    'http://0x7f.0.0.1/',
    'http://①②⑦.0.0.1/', // full-width and circled digits
    'http://0.0.0.0/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://api.localhost/',
    'http://[::1]/',
    'http://[::]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
  ])('%s is this machine', (address) => {
    expect(addressSpace(hostOf(address))).toBe('loopback');
  });

  it.each([
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://3232235777/', // 192.168.1.1
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[fe80::1]/',
    'http://[fd00::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://[::ffff:192.168.0.1]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://printer/',
    'http://printer.local/',
    'http://router.lan/',
    'http://wiki.corp.internal/',
    'http://nas.home.arpa/',
  ])('%s is the local network', (address) => {
    expect(addressSpace(hostOf(address))).toBe('local');
  });

  it.each([
    'http://news.example/',
    'http://8.8.8.8/',
    'http://172.15.0.1/',
    'http://172.32.0.1/',
    'http://192.169.0.1/',
    'http://100.128.0.1/',
    'http://11.0.0.1/',
    'http://[2606:4700::1111]/',
    'http://[::ffff:8.8.8.8]/',
    'http://localhost.example/',
    'http://local.example/',
  ])('%s is the web', (address) => {
    expect(addressSpace(hostOf(address))).toBe('public');
  });
});

describe('mayFetch', () => {
  it('lets a page fetch from no nearer than it stands itself', () => {
    expect(mayFetch('127.0.0.1', 'news.example')).toBe(false);
    expect(mayFetch('192.168.0.9', 'news.example')).toBe(false);
    expect(mayFetch('127.0.0.1', '192.168.0.9')).toBe(false);
    expect(mayFetch('192.168.0.10', '192.168.0.9')).toBe(true);
    expect(mayFetch('localhost', '127.0.0.1')).toBe(true);
    expect(mayFetch('cdn.example', '127.0.0.1')).toBe(true);
    expect(mayFetch('cdn.example', 'news.example')).toBe(true);
  });
});

describe('nearPatterns', () => {
  const patternsOf = (space: 'local' | 'loopback'): RegExp[] =>
    nearPatterns[space].map((pattern) => new RegExp(pattern, 'i'));
  const patterns = { loopback: patternsOf('loopback'), local: patternsOf('local') };
  const spaceBy = (address: string): AddressSpace => {
    const isIn = (space: 'local' | 'loopback') => patterns[space].some((pattern) => pattern.test(address));
    return isIn('loopback') ? 'loopback' : isIn('local') ? 'local' : 'public';
  };
  const part = fc.oneof(
    fc.constantFrom(
      0,
      1,
      10,
      64,
      100,
      127,
      128,
      16,
      31,
      32,
      168,
      169,
      172,
      192,
      198,
      18,
      19,
      223,
      224,
      254,
      255,
    ),
    fc.integer({ min: 0, max: 255 }),
  );
  const word = fc.oneof(
    fc.constantFrom(
      0,
      1,
      0x64,
      0xff9b,
      0xfc00,
      0xfdff,
      0xfe80,
      0xfebf,
      0xfec0,
      0xff02,
      0xfc0,
      0xfe8,
      0xff,
      0x2001,
      0x2606,
    ),
    fc.integer({ min: 0, max: 0xffff }),
  );
  const name = fc.constantFrom(
    'paper',
    'local',
    'localhost',
    'lan',
    'home',
    'arpa',
    'corp',
    'example',
    'internal',
  );
  const host = fc.oneof(
    fc.tuple(part, part, part, part).map((parts) => parts.join('.')),
    fc
      .tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '.'))
      .map(([names, dot]) => names.join('.') + dot),
    fc
      .array(word, { minLength: 8, maxLength: 8 })
      .map((words) => `[${words.map((one) => one.toString(16)).join(':')}]`),
    fc
      .array(word, { minLength: 1, maxLength: 2 })
      .map((words) => `[::${words.map((one) => one.toString(16)).join(':')}]`),
  );
  const address = fc
    .tuple(
      fc.constantFrom('http://', 'https://', 'http://a:b@'),
      host,
      fc.constantFrom('/', ':8080/', '/a?http://127.0.0.1/'),
    )
    .map(([scheme, place, path]) => new URL(scheme + place + path).href);

  it('say of every address what addressSpace says, and of IPv4 written as IPv6 that it is near', () => {
    fc.assert(
      fc.property(address, (href) => {
        const written = new URL(href).hostname;
        const holdsIpv4 = /^\[(?:::|64:ff9b:|2002:)/.test(written);
        expect([href, spaceBy(href)]).toEqual([href, holdsIpv4 ? 'loopback' : addressSpace(written)]);
      }),
      { numRuns: 3_000 },
    );
  });
});
