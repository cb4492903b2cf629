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

/** Popup and library ask the background. Never throws: a dead channel is a `no-answer`. */
export function ask<K extends keyof FromExtensionPage>(
  type: K,
  data: FromExtensionPage[K]['data'],
): Promise<Result<FromExtensionPage[K]['value']>> {
  return settle(browser.runtime.sendMessage({ to: 'background', type, data } satisfies Envelope));
}

/** A content script asks the background. Never throws. */
export function askBackground<K extends keyof FromPage>(
  type: K,
  data: FromPage[K]['data'],
): Promise<Result<FromPage[K]['value']>> {
  return settle(browser.runtime.sendMessage({ to: 'background', type, data } satisfies Envelope));
}

/** The background asks the reader script of a tab, top frame only. Never throws. */
export function askReader<K extends keyof ToReader>(
  tabId: number,
  type: K,
  data: ToReader[K]['data'],
): Promise<Result<ToReader[K]['value']>> {
  return settle(
    browser.tabs.sendMessage(tabId, { to: 'reader', type, data } satisfies Envelope, { frameId: 0 }),
  );
}

async function settle<T>(sent: Promise<unknown>): Promise<Result<T>> {
  try {
    const answer = await sent;
    return isResult<T>(answer) ? answer : fail('no-answer', 'Colophon did not answer.');
  } catch {
    return fail('no-answer', 'Colophon did not answer.');
  }
}

function isResult<T>(answer: unknown): answer is Result<T> {
  if (typeof answer !== 'object' || answer === null || !('ok' in answer)) return false;
  return answer.ok === true ? 'value' in answer : isFailure((answer as { error?: unknown }).error);
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'code' in error && 'message' in error;
}
