import type { ClipDraft, ClipRecord } from '../model/clip';

/** A draft as a record that is not kept: to cite or attribute a page before it is clipped. It has no fingerprint. */
export function unsealed(draft: ClipDraft): ClipRecord {
  return {
    ...draft,
    integrity: { canonicalization: 'clip-text-v1', text: '', record: '' },
    highlights: [],
    tags: [],
    edits: [],
  };
}
