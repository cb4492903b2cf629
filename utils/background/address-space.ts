/** How near an address is: on the web, in the local network, or on this machine (as in Private Network Access). */
export type AddressSpace = 'public' | 'local' | 'loopback';

/**
 * The space of a host name as `URL.hostname` gives it: the URL parser has already turned decimal, octal, hex and short
 * spellings of IPv4 into dotted form and IPv6 into its shortest. A name that DNS points at a private address is not
 * seen here.
 */
export function addressSpace(hostname: string): AddressSpace {
  const host = hostname.replace(/\.$/, '').toLowerCase();
  if (host.startsWith('[')) return spaceOfIpv6(host.slice(1, -1));
  const ipv4 = parseIpv4(host);
  if (ipv4) return spaceOfIpv4(ipv4);
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  // A name without a dot, and the endings kept for home and company networks (RFC 6762, RFC 8375, ICANN `internal`).
  return !host.includes('.') || /\.(?:local|internal|intranet|lan|home|corp|home\.arpa)$/.test(host)
    ? 'local'
    : 'public';
}

/** Whether a page may make us fetch from there: never from nearer to us than the page itself is. */
export function mayFetch(imageHost: string, pageHost: string): boolean {
  return nearness[addressSpace(imageHost)] <= nearness[addressSpace(pageHost)];
}

const nearness: Record<AddressSpace, number> = { public: 0, local: 1, loopback: 2 };

function parseIpv4(host: string): number[] | undefined {
  const parts = host
    .match(/^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/)
    ?.slice(1)
    .map(Number);
  return parts?.every((part) => part <= 255) ? parts : undefined;
}

function spaceOfIpv4([a = 0, b = 0, c = 0]: number[]): AddressSpace {
  if (a === 127 || a === 0) return 'loopback';
  if (a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)) return 'local';
  if ((a === 169 && b === 254) || (a === 100 && b >= 64 && b <= 127)) return 'local';
  if ((a === 192 && b === 0 && c === 0) || (a === 198 && (b === 18 || b === 19))) return 'local';
  return a >= 224 ? 'local' : 'public'; // multicast, reserved, broadcast
}

function spaceOfIpv6(text: string): AddressSpace {
  const words = expandIpv6(text);
  const [first = 0] = words;
  const lead = words.slice(0, 5).every((word) => word === 0);
  if (lead && words[5] === 0 && words[6] === 0) return (words[7] ?? 0) <= 1 ? 'loopback' : embedded(words, 6);
  if (lead && (words[5] === 0xffff || words[5] === 0)) return embedded(words, 6); // ::ffff:a.b.c.d, ::a.b.c.d
  if (lead === false && words.slice(0, 4).every((word) => word === 0) && words[4] === 0xffff)
    return embedded(words, 6);
  if (first === 0x64 && words[1] === 0xff9b) return embedded(words, 6); // NAT64
  if (first === 0x2002) return embedded(words, 1); // 6to4
  const isLocal = (first & 0xfe00) === 0xfc00 || (first & 0xffc0) === 0xfe80 || (first & 0xffc0) === 0xfec0;
  return isLocal || (first & 0xff00) === 0xff00 ? 'local' : 'public';
}

function embedded(words: number[], at: number): AddressSpace {
  const [high = 0, low = 0] = words.slice(at, at + 2);
  return spaceOfIpv4([high >> 8, high & 255, low >> 8, low & 255]);
}

function expandIpv6(text: string): number[] {
  const [head = '', tail] = text.split('::');
  const before = readWords(head);
  if (tail === undefined) return before;
  const after = readWords(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function readWords(text: string): number[] {
  return text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
}

/** Whoever names a user in an address (`http://a@b/`) means the same place. */
const start = '^https?://(?:[^/?#@]*@)?';
const end = '\\.?(?::\\d+)?/';

/**
 * The addresses that are not on the web, as patterns of whole addresses for rules of the browser, which judges each hop of a
 * redirect by them (RE2: no look-ahead, little memory). They say the same as `addressSpace`, but that every IPv4 address
 * written as IPv6 counts as near.
 */
export const nearPatterns: Record<'local' | 'loopback', readonly string[]> = {
  loopback: [
    `${start}(?:127|0)\\.\\d+\\.\\d+\\.\\d+${end}`,
    `${start}(?:[^/?#@]*\\.)?localhost${end}`,
    `${start}\\[(?:::|64:ff9b:|2002:)`,
  ],
  local: [
    `${start}(?:10|192\\.168|172\\.(?:1[6-9]|2\\d|3[01])|169\\.254)\\.[\\d.]+${end}`,
    `${start}(?:100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])|192\\.0\\.0|198\\.1[89])\\.[\\d.]+${end}`,
    `${start}(?:22[4-9]|2[3-5]\\d)\\.\\d+\\.\\d+\\.\\d+${end}`,
    `${start}\\[(?:f[cdf][0-9a-f]|fe[89a-f])[0-9a-f]:`,
    `${start}[^/?#@.:[]+${end}`,
    `${start}[^/?#@]*\\.(?:local|internal|intranet|lan|home|corp|home\\.arpa)${end}`,
  ],
};
