import { fail, type Result } from '../model/result';
import { browser } from '../platform/browser';
import type { Envelope } from './ask';
import { checkSize } from './limits';
import { type Sender, type Speaker, whoSpeaks } from './sender';
import type { Check } from './shape';

/** One function for each message of a direction. `S` is who speaks, checked. */
export type Handlers<P extends { [K in keyof P]: { data: unknown; value: unknown } }, S> = {
  [K in keyof P]: (data: P[K]['data'], sender: S) => Promise<Result<P[K]['value']>>;
};

/** Handlers of whatever direction; what they are given has been checked. */
export type Loose = Record<string, (data: unknown, sender: never) => Promise<Result<unknown>>>;

/** Answers the messages that are meant for one end and come from the right one. Gives a function that ends it. */
export function listen(
  to: Envelope['to'],
  from: Speaker['kind'],
  checks: Record<string, Check>,
  handlers: Loose,
): () => void {
  // Not async: an async listener answers every message, also those meant for others (design trap 2). What it gives back is
  // true where the answer follows, which every browser knows, also one without promises here; nothing leaves the message
  // to others.
  const listener = (
    message: unknown,
    sender: unknown,
    respond: (answer: Result<unknown>) => void,
  ): true | undefined => {
    const request = readRequest(message, to, checks);
    if (!request) return undefined;
    const speaker = whoSpeaks(sender as Sender, ownIdentity());
    if (speaker.kind !== from) return undefined;
    const fault = checkRequest(request, checks);
    if (fault) respond(fault);
    else void answer(() => handlers[request.type]?.(request.data, speaker as never)).then(respond);
    return true;
  };
  browser.runtime.onMessage.addListener(listener as never);
  return () => browser.runtime.onMessage.removeListener(listener as never);
}

function ownIdentity(): { id: string; origin: string } {
  return { id: browser.runtime.id, origin: browser.runtime.getURL('').replace(/\/$/, '') };
}

function readRequest(message: unknown, to: string, checks: Record<string, Check>): Envelope | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { to: meant, type, data } = message as Partial<Envelope>;
  if (meant !== to || typeof type !== 'string' || !Object.hasOwn(checks, type)) return undefined;
  return { to: meant, type, data };
}

function checkRequest(request: Envelope, checks: Record<string, Check>): ReturnType<typeof fail> | undefined {
  const size = checkSize(draftHtml(request.data));
  if (!size.ok) return size;
  const fault = checks[request.type]?.(request.data, request.type);
  return fault ? fail('bad-request', `The message could not be read: ${fault}.`) : undefined;
}

function draftHtml(data: unknown): string {
  const html = (data as { draft?: { content?: { html?: unknown } } } | null)?.draft?.content?.html;
  return typeof html === 'string' ? html : '';
}

/** Whatever goes wrong inside a handler crosses the channel as a failure; always a native promise. */
async function answer(run: () => Promise<Result<unknown>> | undefined): Promise<Result<unknown>> {
  try {
    return (await run()) ?? fail('bad-request', 'Colophon does not know this message.');
  } catch (error) {
    console.error(error);
    return fail('unexpected', 'Something in Colophon went wrong. Nothing was lost.');
  }
}
