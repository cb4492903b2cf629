/** The parts of `runtime.MessageSender` that tell who speaks. */
export interface Sender {
  id?: string;
  /** Chrome only; the browser sets it, a compromised page cannot. */
  origin?: string;
  url?: string;
  frameId?: number;
  tab?: { id?: number; url?: string; incognito?: boolean };
}

/** A content script in the top frame of a web page. `url` is what the browser says, not what the page says. */
export interface PageSender {
  kind: 'page';
  tabId: number;
  url: string;
  incognito: boolean;
}

export type Speaker = PageSender | { kind: 'extension' } | { kind: 'stranger' };

/**
 * Who sent a message. Takes the sender, our id and our origin (`chrome-extension://…`).
 * `sender.url` can be forged by a compromised page and `sender.origin` cannot (uBlock Origin issue 1992), so where
 * there is an origin it decides.
 */
export function whoSpeaks(sender: Sender, own: { id: string; origin: string }): Speaker {
  if (sender.id !== own.id) return { kind: 'stranger' };
  if (isOwn(sender, own.origin)) return { kind: 'extension' };
  return pageSender(sender) ?? { kind: 'stranger' };
}

function isOwn(sender: Sender, ownOrigin: string): boolean {
  if (sender.origin !== undefined) return sender.origin === ownOrigin;
  return sender.url?.startsWith(`${ownOrigin}/`) ?? false;
}

function pageSender(sender: Sender): PageSender | undefined {
  const { tab, frameId } = sender;
  // Without the `tabs` permission a browser may hide `tab.url`; `sender.url` is then the address of the same frame.
  const url = tab?.url ?? sender.url;
  if (tab?.id === undefined || frameId !== 0 || !url) return undefined;
  return { kind: 'page', tabId: tab.id, url, incognito: tab.incognito ?? false };
}
