import type { ClipId } from '../../utils/model/clip';

/**
 * What somebody is writing, kept with each letter: a popup closes at a click beside it, and then nothing more is written.
 * `localStorage`, since it alone writes before the call returns.
 */
const keyOf = (clipId: ClipId): string => `note-draft ${clipId}`;

/** The draft of a clip's note; undefined where none is open. */
export function readDraft(clipId: ClipId): string | undefined {
  try {
    return localStorage.getItem(keyOf(clipId)) ?? undefined;
  } catch {
    return undefined; // a browser that keeps nothing
  }
}

/** Keeps a draft; none without text. */
export function keepDraft(clipId: ClipId, draft: string | undefined): void {
  try {
    if (draft === undefined) localStorage.removeItem(keyOf(clipId));
    else localStorage.setItem(keyOf(clipId), draft);
  } catch {
    // a browser that keeps nothing: the note is kept when the field is left
  }
}
