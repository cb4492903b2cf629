import { longestNote, longestTag } from '../clip/change-facts';
import type { ClipFacts, ClipSummary } from '../model/clip';
import { limits } from './limits';

/** The person's facts in a backup's list row, each held against its shape: a file may say anything. */
export function factsOfRow(row: Record<string, unknown>): ClipFacts {
  const { note, readState, progress, lastReadAt, favourite, archived } = row;
  const collections = textsIn(row.collections).filter((id) => id.length <= 100);
  return {
    // As they are: a backup gives back what was kept.
    tags: [...new Set(textsIn(row.tags))].filter(isTag).slice(0, limits.tags),
    ...(collections.length > 0 && { collections: [...new Set(collections)].slice(0, limits.tags) }),
    ...(typeof note === 'string' && note !== '' && { note: note.slice(0, longestNote) }),
    ...((readState === 'reading' || readState === 'read') && { readState }),
    ...(typeof progress === 'number' && progress >= 0 && progress <= 1 && { progress }),
    ...(isTime(lastReadAt) && { lastReadAt }),
    ...(favourite === true && { favourite }),
    ...(archived === true && { archived }),
  };
}

/** The times in a backup's list row that no record says: when the person saved it, and saw it again. */
export function timesOfRow(
  row: Record<string, unknown>,
): Pick<ClipSummary, 'seenAgainAt'> & { clippedAt?: string } {
  const { clippedAt, seenAgainAt } = row;
  return {
    ...(isTime(clippedAt) && { clippedAt }),
    ...(isTime(seenAgainAt) && { seenAgainAt }),
  };
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 40 && !Number.isNaN(Date.parse(value));
}

/**
 * The facts of a kept clip joined with those that come with another copy of it. What the person has stays: tags and
 * collections are joined, a note is put below the one that is there, and whether it is archived is as it was.
 */
export function joinFacts(kept: ClipFacts, coming: ClipFacts): ClipFacts {
  const collections = [...new Set([...(kept.collections ?? []), ...(coming.collections ?? [])])];
  const note = joinNotes(kept.note, coming.note);
  const isRead = kept.readState !== undefined || kept.lastReadAt !== undefined;
  const { readState, progress, lastReadAt } = isRead ? kept : coming;
  return {
    ...kept,
    tags: [...kept.tags, ...coming.tags.filter((tag) => !kept.tags.includes(tag))],
    ...(collections.length > 0 && { collections }),
    ...(note !== undefined && { note }),
    ...(readState && { readState }),
    ...(progress !== undefined && { progress }),
    ...(lastReadAt && { lastReadAt }),
    ...((kept.favourite || coming.favourite) && { favourite: true as const }),
  };
}

function joinNotes(kept: string | undefined, coming: string | undefined): string | undefined {
  const more = coming?.trim();
  if (!more || kept?.includes(more)) return kept;
  return [kept, more].filter(Boolean).join('\n\n');
}

function isTag(tag: string): boolean {
  return tag !== '' && tag.length <= 2 * longestTag;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
