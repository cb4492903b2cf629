/** What becomes of a request. */
export interface Fault {
  /**
   * `before`: the connection is cut before the server hears of it. `half`: the server gets the first half of the body, then the
   * connection is cut. `answer`: the server does it, but its answer is lost. `answer-half`: half of the answer comes.
   * A number: the server is not asked, this status is the answer.
   */
  kind: FaultKind;
  /** Of an answer by number. */
  headers?: Record<string, string>;
}

export type FaultKind = 'before' | 'half' | 'answer' | 'answer-half' | number;

/** Counts and faults of a proxy before a real server. Counts are since `reset`. */
export interface Faults {
  requests: number;
  bytesUp: number;
  bytesDown: number;
  /** Milliseconds by which each answer is held back. */
  delay: number;
  /** Method and path of each request. */
  seen: string[];
  /** Overwrites headers of each answer. */
  headers: Record<string, string>;
  /** Chooses what becomes of the request number `turn`, counted from 1. */
  plan: (turn: number, request: { method: string; path: string }) => Fault | undefined;
  /** Resets, and then spoils one request, counted from 1. */
  cutAt(turn: number, kind?: FaultKind): void;
  /** Sets all counts to 0 and takes all faults away. */
  reset(): void;
}

/**
 * Starts a proxy on loopback before the server at an origin, `http://127.0.0.1:PORT`. `keepsHalf`: of a body that is cut off
 * the server is made to keep the half, as plain file servers do.
 */
export function startFaultProxy(
  target: string,
  server: { keepsHalf: boolean },
): Promise<{ origin: string; faults: Faults; stop: () => Promise<void> }>;
