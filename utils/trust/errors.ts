import type { Timestamp } from '../model/clip';
import { readKept, writeKept } from '../platform/kept-values';

/** An error as it is kept for the diagnostics. */
export interface NotedError {
  at: Timestamp;
  where: string;
  name: string;
  message: string;
}

const area = 'errors';
const most = 20;
let turn: Promise<unknown> = Promise.resolve();

/** The last errors, newest first. They are kept on this machine only. */
export async function notedErrors(): Promise<NotedError[]> {
  return ((await readKept([area]))[area] as NotedError[] | undefined) ?? [];
}

/** Keeps an error, with the place where it came up. Never throws. */
export function noteError(error: unknown, where: string): void {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const noted: NotedError = { at: new Date().toISOString(), where, name, message: message.slice(0, 500) };
  turn = turn
    .then(async () => writeKept({ [area]: [noted, ...(await notedErrors())].slice(0, most) }))
    .catch(() => undefined);
}

/** From now on, what nobody catches in this page or worker is kept. */
export function noteUncaught(where: string): void {
  globalThis.addEventListener('error', (event) => noteError(event.error ?? event.message, where));
  globalThis.addEventListener('unhandledrejection', (event) => noteError(event.reason, where));
}

/** An error's words without addresses and without what stands in quotation marks: it may be of somebody's page. */
export function withoutPersonal(message: string): string {
  return message
    .replace(/[a-z][a-z+.-]{1,20}:\/\/[^\s'"]{1,2000}/gi, '‹address›')
    .replace(/"[^"\n]{1,500}"|'[^'\n]{1,500}'|“[^”\n]{1,500}”/g, '‹text›');
}
