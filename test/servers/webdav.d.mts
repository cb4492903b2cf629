import type { Faults } from './fault-proxy.mjs';

/** Whether there is an Apache that can be started; tests that need it are passed over where not. */
export const hasWebDav: boolean;
/** Said where tests are passed over. */
export const noWebDav: string;

export interface WebDavServer {
  /** An empty folder, through the proxy for faults. */
  url: string;
  /** The same without the proxy. */
  direct: string;
  user: string;
  password: string;
  /** Somebody who may only read. */
  reader: { user: string; password: string };
  /** Where its files lie. */
  folder: string;
  faults: Faults;
  stop: () => Promise<void>;
}

/** Starts Apache's mod_dav in a temporary folder, and a proxy for faults before it. */
export function startWebDav(): Promise<WebDavServer>;
