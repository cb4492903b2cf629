import type { Failure, Result } from '../model/result';
import { fail } from '../model/result';
import { browser } from '../platform/browser';
import type { FromExtensionPage, FromPage, ToReader } from './protocol';

/** What travels: `to` says which listener is meant, since several may hear one message. */
export interface Envelope {
  to: 'background' | 'reader';
  type: string;
  data: unknown;
}

/**
 * What may be asked twice, by the beginning of its name: it has an id by which the second time changes nothing, or changes
 * nothing at all. Where the background ended in the middle, it is asked again and starts anew: nobody is told that
 * something failed that was done.
 */
const repeatable =
  /^(?:save|find|undoSave|remove|page|load|describe|draft|note|refresh|retry|editClip|correctPage|undo(?:Edit|PageCorrection)|deleteClips|restoreClips)/;

/** Popup and library ask the background. Never throws: a dead channel is a `no-answer`. */
export function ask<K extends keyof FromExtensionPage>(
  type: K,
  data: FromExtensionPage[K]['data'],
): Promise<Result<FromExtensionPage[K]['value']>> {
  return askOften(type, data);
}

/** A content script asks the background. Never throws. */
export function askBackground<K extends keyof FromPage>(
  type: K,
  data: FromPage[K]['data'],
): Promise<Result<FromPage[K]['value']>> {
  return askOften(type, data);
}

/** The background asks the reader script of a tab, top frame only. Never throws. */
export function askReader<K extends keyof ToReader>(
  tabId: number,
  type: K,
  data: ToReader[K]['data'],
): Promise<Result<ToReader[K]['value']>> {
  return settle(() =>
    browser.tabs.sendMessage(tabId, { to: 'reader', type, data } satisfies Envelope, { frameId: 0 }),
  );
}

async function askOften<T>(type: string, data: unknown): Promise<Result<T>> {
  const send = (): Promise<Result<T>> =>
    settle(() => browser.runtime.sendMessage({ to: 'background', type, data } satisfies Envelope));
  if (isOrphan()) return outdated;
  const answer = await send();
  return answer === noAnswer && repeatable.test(type) ? send() : answer;
}

/** Whether an update of the extension has orphaned this script: its page must be loaded again. */
export function isOrphan(): boolean {
  return browser.runtime?.id === undefined;
}

const noAnswer = fail('no-answer', 'None.');

/** What a script says that an update has orphaned. */
export const outdated = fail('outdated', 'Updated.');

/** In a script that an update has orphaned even the call itself may throw. */
async function settle<T>(send: () => Promise<unknown>): Promise<Result<T>> {
  try {
    const answer = await send();
    return isResult<T>(answer) ? answer : noAnswer;
  } catch {
    return noAnswer;
  }
}

function isResult<T>(answer: unknown): answer is Result<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return answer.ok === true ? 'value' in answer : isFailure((answer as { error?: unknown }).error);
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
