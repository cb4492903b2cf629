import { type Handlers, type Loose, listen } from './listen';
import type { FromExtensionPage, FromPage } from './protocol';
import { extensionPageRequests, pageRequests } from './requests';
import type { PageSender } from './sender';

/**
 * Answers content scripts (top frame of a tab only). The address of a page is `sender.url`, which the browser vouches
 * for, never a member of the body.
 */
export function servePages(handlers: Handlers<FromPage, PageSender>): void {
  listen('background', 'page', pageRequests, handlers as Loose);
}

/** Answers popup and library. */
export function serveExtensionPages(handlers: Handlers<FromExtensionPage, { kind: 'extension' }>): void {
  listen('background', 'extension', extensionPageRequests, handlers as Loose);
}
