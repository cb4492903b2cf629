import { JSDOM } from 'jsdom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchAddress } from '../../../utils/platform/watch-address';

let window: Window & typeof globalThis;
let told: string[];
let ended: AbortController;

/** A window as in browsers without the Navigation API. */
beforeEach(() => {
  ({ window } = new JSDOM('<head><title>One</title></head>', { url: 'https://news.example/one' }));
  vi.stubGlobal('MutationObserver', window.MutationObserver);
  told = [];
  ended = new window.AbortController();
  watchAddress(
    window,
    (address) => told.push(new URL(address).pathname + new URL(address).hash),
    ended.signal,
  );
});

afterEach(() => vi.unstubAllGlobals());

describe('watchAddress', () => {
  it('tells of a new address when the page of an application gets its new title', async () => {
    window.history.pushState(null, '', '/two');
    window.document.title = 'Two';
    await vi.waitFor(() => expect(told).toEqual(['/two']));
  });

  it('tells of a step back and of a new fragment', async () => {
    window.history.pushState(null, '', '/two');
    window.document.title = 'Two';
    await vi.waitFor(() => expect(told).toEqual(['/two']));
    window.history.back();
    await vi.waitFor(() => expect(told).toEqual(['/two', '/one']));
    window.location.hash = '#part';
    await vi.waitFor(() => expect(told).toEqual(['/two', '/one', '/one#part']));
  });

  it('does not mind a new title at the same address, and is silent once it has ended', async () => {
    window.document.title = 'Still one';
    await Promise.resolve();
    ended.abort();
    window.history.pushState(null, '', '/two');
    window.document.title = 'Two';
    window.dispatchEvent(new window.PopStateEvent('popstate'));
    await Promise.resolve();
    expect(told).toEqual([]);
  });

  it('listens to the Navigation API where there is one', () => {
    const navigation = new window.EventTarget();
    const heard: string[] = [];
    const withNavigation = new Proxy(window, {
      get: (target, name) => (name === 'navigation' ? navigation : bound(target, Reflect.get(target, name))),
    });
    watchAddress(withNavigation, (address) => heard.push(new URL(address).pathname));
    window.history.pushState(null, '', '/three');
    navigation.dispatchEvent(new window.Event('currententrychange'));
    expect(heard).toEqual(['/three']);
  });
});

function bound(owner: object, member: unknown): unknown {
  return typeof member === 'function' ? member.bind(owner) : member;
}
