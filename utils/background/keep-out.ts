import { browser } from '../platform/browser';
import { syncAccount } from '../syncing/account';
import { addressSpace, mayFetch, nearPatterns } from './address-space';

/** The number that browsers give where there is no tab. */
export const outsideTabs = -1;
const types = ['xmlhttprequest' as const, 'other' as const];
/** The Zotero of this machine, which pages of ours speak to when the person sends clips there. */
const zotero = 'http://127.0.0.1:23119/';

/**
 * Runs requests of ours to which a page has led, so that no redirect takes them nearer to this machine than that page is:
 * an extension is not told where a redirect points before it has been followed, but the browser holds each hop against rules.
 * These are of this session and of requests from here alone, and are taken away again. What is asked for itself has been
 * judged before; the server that the person shares the library with and Zotero stay within reach.
 */
export async function keepOut<T>(
  { pageUrl, asked }: { pageUrl: string; asked: readonly string[] },
  run: () => Promise<T>,
): Promise<T> {
  const rules = [...blocksFor(hostOf(pageUrl)), ...exceptions(await placesOf(asked, pageUrl))];
  const here = {
    resourceTypes: types,
    initiatorDomains: [new URL(browser.runtime.getURL('')).hostname],
    tabIds: [(await browser.tabs.getCurrent())?.id ?? outsideTabs],
  };
  const addRules = rules.map(({ condition, ...rule }) => ({
    ...rule,
    id: anyId(),
    condition: { ...condition, ...here },
  }));
  if (addRules.length === 0) return run();
  await browser.declarativeNetRequest.updateSessionRules({ addRules });
  try {
    return await run();
  } finally {
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: addRules.map(({ id }) => id) });
  }
}

/** Takes away what is left of rules when a background was ended at its work: its successor makes its own. */
export async function dropRules(): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  const left = rules.filter(({ condition }) => condition.tabIds?.includes(outsideTabs)).map(({ id }) => id);
  if (left.length > 0) await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: left });
}

/** The number of a rule that no other page or worker gives at the same time. */
export function anyId(): number {
  const [id = 1] = crypto.getRandomValues(new Uint32Array(1));
  return (id >>> 1) + 1;
}

function blocksFor(pageHost: string) {
  const space = addressSpace(pageHost);
  if (space === 'loopback') return [];
  return [...nearPatterns.loopback, ...(space === 'public' ? nearPatterns.local : [])].map((regexFilter) => ({
    priority: 1,
    condition: { regexFilter },
    action: { type: 'block' as const },
  }));
}

function exceptions(places: readonly string[]) {
  return places.map((place) => ({
    priority: 2,
    condition: { urlFilter: `|${place}` },
    action: { type: 'allow' as const },
  }));
}

/** Where requests from here may go at the same time: the page's own near places, the sync server, Zotero. */
async function placesOf(asked: readonly string[], pageUrl: string): Promise<string[]> {
  const account = await syncAccount();
  const own = asked.filter((address) => isNear(address) && mayFetch(hostOf(address), hostOf(pageUrl)));
  return [...new Set([...own, ...(account ? [account.address] : [])].map(originOf)), zotero];
}

function isNear(address: string): boolean {
  return /^https?:/i.test(address) && URL.canParse(address) && addressSpace(hostOf(address)) !== 'public';
}

function originOf(address: string): string {
  return `${new URL(address).origin}/`;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname : '';
}
