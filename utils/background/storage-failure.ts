import { type Failure, fail } from '../model/result';
import { isLibraryNewer } from '../store/db';
import { noteError } from '../trust/errors';

/** What an error of the database means for a person. Takes whatever was thrown. */
export function storageFailure(error: unknown): { ok: false; error: Failure } {
  noteError(error, 'storage');
  const names = errorNames(error);
  if (names.includes('QuotaExceededError')) {
    return fail('storage-full', 'Not clipped: the storage for Colophon on this computer is full.');
  }
  // Whoever waits while the opening fails is told by Dexie that it was closed, not why.
  if (names.includes('VersionError') || isLibraryNewer()) {
    return fail(
      'library-newer',
      'The library was made by a newer Colophon. Nothing was changed: update Colophon.',
    );
  }
  // Firefox in permanent private browsing opens no database for writing (Dexie issue 312).
  if (names.includes('InvalidStateError') || names.includes('MissingAPIError')) {
    return fail('private-window', 'In a private window nothing can be kept.');
  }
  return fail(
    'storage-failed',
    'Not clipped: the library could not be written. Nothing was saved, and nothing was lost.',
  );
}

/** Dexie wraps the browser's error as `inner`. */
function errorNames(error: unknown): string[] {
  const names: string[] = [];
  for (let at = error; at instanceof Error && names.length < 5; at = (at as { inner?: unknown }).inner)
    names.push(at.name);
  return names;
}

export const privateWindow: { ok: false; error: Failure } = fail(
  'private-window',
  'Colophon keeps nothing from a private window.',
);
