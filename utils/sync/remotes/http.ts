import { type Bytes, encode, toBase64 } from '../bytes';
import { type RemoteKit, RemoteProblem } from '../remote';

/** An answer, read to its end. */
export interface Answer {
  status: number;
  headers: Headers;
  bytes: Bytes;
}

export interface Ask {
  method: string;
  /** Whole address, on the server's own origin. */
  url: string;
  headers?: Record<string, string>;
  body?: Bytes | string;
  /** Statuses that the caller understands; any other is a problem. */
  takes: readonly number[];
  /** Changes nothing, whatever the method's name. */
  reads?: boolean;
}

/** Milliseconds without a whole answer after which a server counts as out of reach, and what each kilobyte sent adds. */
const patience = 60_000;
const patiencePerKilobyte = 50; // 20 kB/s: a phone at the edge of its net.
/** How far the two clocks may be apart. Milliseconds. */
const clockTolerance = 24 * 3_600_000;

/** Methods that change nothing. */
const reading = new Set(['GET', 'HEAD', 'OPTIONS', 'PROPFIND']);

/**
 * Thin calls to the one server that the person typed: with name and password in the header, never with cookies, never cached, and
 * never led to another address. What goes wrong is a `RemoteProblem`.
 */
export class Server {
  readonly #authorization: string;
  /** Somebody who was let in before and is refused now may not do this; the password is right. */
  #wasLetIn = false;

  constructor(
    readonly kit: RemoteKit,
    user: string,
    password: string,
  ) {
    this.#authorization = `Basic ${toBase64(encode(`${user}:${password}`))}`;
  }

  /** Asks, and reads the answer to its end. */
  async ask(ask: Ask, signal: AbortSignal): Promise<Answer> {
    const weight = typeof ask.body === 'string' ? ask.body.length : (ask.body?.length ?? 0);
    const limit = AbortSignal.timeout(patience + Math.ceil(weight / 1_000) * patiencePerKilobyte);
    const both = AbortSignal.any([signal, limit]);
    try {
      const answer = await this.#send(ask, both);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return this.#judge(ask, answer, bytes);
    } catch (error) {
      throw signal.aborted ? signal.reason : problemOf(error, limit.aborted);
    }
  }

  /** Asks, and gives pieces of the answer as they come: for answers that do not end. */
  async *follow(ask: Ask, signal: AbortSignal): AsyncIterable<Bytes> {
    try {
      const answer = await this.#send(ask, signal);
      if (!ask.takes.includes(answer.status)) {
        this.#judge(ask, answer, new Uint8Array(await answer.arrayBuffer()));
      }
      const reader = answer.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        yield new Uint8Array(part.value);
      }
    } catch (error) {
      throw signal.aborted ? signal.reason : problemOf(error, false);
    }
  }

  /**
   * Stamps of the last change are compared over devices, so a clock that is days off would win or lose every time.
   * @throws {RemoteProblem} `clock`
   */
  checkClock(headers: Headers): void {
    const theirs = Date.parse(headers.get('date') ?? '');
    if (Number.isNaN(theirs) || Math.abs(theirs - this.kit.now()) <= clockTolerance) return;
    throw new RemoteProblem('clock', new Date(theirs).toISOString());
  }

  #send(ask: Ask, signal: AbortSignal): Promise<Response> {
    const { fetch } = this.kit;
    return fetch(ask.url, {
      method: ask.method,
      headers: { ...ask.headers, authorization: this.#authorization },
      ...(ask.body !== undefined && { body: ask.body }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
      referrerPolicy: 'no-referrer',
      signal,
    });
  }

  #judge(ask: Ask, answer: Response, bytes: Bytes): Answer {
    const { status, headers } = answer;
    if (status >= 200 && status < 300) this.#wasLetIn = true;
    if (ask.takes.includes(status)) return { status, headers, bytes };
    throw this.#problemOfStatus(ask, status, headers);
  }

  #problemOfStatus({ method, reads }: Ask, status: number, headers: Headers): RemoteProblem {
    const detail = `${method} ${status}`;
    const writes = !(reads ?? reading.has(method));
    switch (status) {
      case 401:
        return new RemoteProblem(writes && this.#wasLetIn ? 'read-only' : 'password', detail);
      case 403:
        return new RemoteProblem(writes ? 'read-only' : 'no-rights', detail);
      case 404:
      case 410:
        return new RemoteProblem('not-found', detail);
      case 405:
      case 426:
      case 501:
      case 505:
        return new RemoteProblem('old-server', detail);
      case 413:
        return new RemoteProblem('too-large', detail);
      case 507:
        return new RemoteProblem('no-room', detail);
      default:
        // Something else answers there, or wants to lead elsewhere.
        if (status < 400) return new RemoteProblem('not-found', detail);
        return new RemoteProblem('busy', detail, retryAfter(headers, this.kit.now()));
    }
  }
}

/** `Retry-After` in milliseconds: seconds, or a time. */
function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now;
  return wait > 0 ? wait : undefined;
}

/**
 * `fetch` says no more than that it failed; only Node tells that a certificate was the reason. In a browser such a server is
 * `offline`, and the person may open its address in a tab to be told.
 */
function problemOf(error: unknown, timedOut: boolean): unknown {
  if (error instanceof RemoteProblem) return error;
  if (timedOut) return new RemoteProblem('offline', 'no answer in time');
  const cause = (error as { cause?: { code?: unknown } } | undefined)?.cause;
  const code = typeof cause?.code === 'string' ? cause.code : '';
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code);
  return new RemoteProblem(isCertificate ? 'certificate' : 'offline', code);
}
