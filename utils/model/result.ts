/**
 * What may go wrong crosses a boundary (a message, a page, a file) as a value, never as an exception.
 * `message` is a sentence for a person, already in plain English; the interface translates by `code`.
 */
export type Failure = { code: FailureCode; message: string };

/** Stable names of failures; each has a sentence in `_locales` under `failure_<code>`. */
export type FailureCode =
  | 'empty-page'
  | 'no-article'
  | 'too-large'
  | 'restricted-page'
  | 'no-access'
  | 'no-answer'
  /** The script of a page that an update of the extension has orphaned. */
  | 'outdated'
  | 'bad-request'
  | 'not-found'
  | 'storage-full'
  | 'storage-failed'
  /** The library was made by a newer version of the extension. */
  | 'library-newer'
  | 'private-window'
  | 'no-selection'
  /** Only the address of a link is kept: its text could not be fetched. */
  | 'link-kept'
  /** A tab whose memory the browser has freed. */
  | 'asleep'
  | 'unexpected';

export type Result<T> = { ok: true; value: T } | { ok: false; error: Failure };

/** Wraps a value as a success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Makes a failure with a stable code and an English sentence. */
export function fail(code: FailureCode, message: string): { ok: false; error: Failure } {
  return { ok: false, error: { code, message } };
}
