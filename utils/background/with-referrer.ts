import { browser } from '../platform/browser';
import { anyId, outsideTabs } from './keep-out';

/**
 * Runs a request of ours for an address so that it names the page's site as its referrer: what the page's own `<img>`
 * would send, and no more (the origin alone, as by the browser's own `strict-origin-when-cross-origin`). A request of an
 * extension has no other way to: a rule of this session, for this one address and for requests outside any tab, which is
 * taken away again.
 */
export async function withReferrer<T>(src: string, pageUrl: string, run: () => Promise<T>): Promise<T> {
  const rule = {
    id: anyId(),
    priority: 3, // above what lets near places through: that would make the browser pass over it
    condition: {
      urlFilter: `|${new URL(src).href.split('#', 1)[0]}|`,
      resourceTypes: ['xmlhttprequest' as const, 'other' as const],
      tabIds: [outsideTabs],
    },
    action: {
      type: 'modifyHeaders' as const,
      requestHeaders: [
        { header: 'referer', operation: 'set' as const, value: `${new URL(pageUrl).origin}/` },
      ],
    },
  };
  await browser.declarativeNetRequest.updateSessionRules({ addRules: [rule] });
  try {
    return await run();
  } finally {
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [rule.id] });
  }
}
