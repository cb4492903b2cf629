import { describe, expect, it } from 'vitest';
import { addressSpace, mayFetch } from '../../../utils/background/address-space';

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
