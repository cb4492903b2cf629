import type { Faults } from './fault-proxy.mjs';

interface Person {
  user: string;
  password: string;
}

export interface CouchServer extends Person {
  /** The address of a database that is not made yet, through the proxy for faults. */
  url: string;
  /** The same without the proxy. */
  direct: string;
  /** Of the proxy. */
  origin: string;
  /** May only read. */
  reader: Person;
  /** May write into databases that are there, not make any. */
  writer: Person;
  /** Has a right password, and no right to any database. */
  guest: Person;
  faults: Faults;
  stop: () => Promise<void>;
}

/** What a cluster takes at most, in bytes, and whether it tells older changes once more now and then. */
export interface ClusterLimits {
  document?: number;
  attachment?: number;
  request?: number;
  rewinds?: boolean;
}

/**
 * Starts a server that speaks CouchDB's protocol, in memory, and a proxy for faults before it.
 * @param options `cluster`: it answers as a cluster of CouchDB does (`couch-cluster.mjs`).
 */
export function startCouch(options?: { cluster?: ClusterLimits }): Promise<CouchServer>;
