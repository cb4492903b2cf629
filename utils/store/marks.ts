import type { Hasher } from '../clip/fingerprint';
import type { ClipId, ClipRecord, Highlight } from '../model/clip';
import { library } from './db';
import { reviseRecord } from './revise';

/** The marks of a clip's newest version; nothing if there is no such clip. */
export async function listMarks(clipId: ClipId): Promise<Highlight[] | undefined> {
  const versionId = (await library.clips.get(clipId))?.versionId;
  return versionId ? (await library.versions.get(versionId))?.record.highlights : undefined;
}

/** Adds a mark to a clip's newest version, or changes the one with this id. Gives the marks, or nothing without a clip. */
export function putMark(clipId: ClipId, mark: Highlight, hasher: Hasher): Promise<Highlight[] | undefined> {
  return change(clipId, hasher, (marks) => [...marks.filter(({ id }) => id !== mark.id), mark]);
}

/** Takes a mark away. Gives the marks that are left, or nothing without a clip. */
export function removeMark(clipId: ClipId, id: string, hasher: Hasher): Promise<Highlight[] | undefined> {
  return change(clipId, hasher, (marks) => marks.filter((mark) => mark.id !== id));
}

async function change(
  clipId: ClipId,
  hasher: Hasher,
  edit: (marks: Highlight[]) => Highlight[],
): Promise<Highlight[] | undefined> {
  const versionId = (await library.clips.get(clipId))?.versionId;
  if (!versionId) return undefined;
  const revise = (record: ClipRecord): ClipRecord => ({ ...record, highlights: edit(record.highlights) });
  return (await reviseRecord(versionId, revise, hasher))?.highlights;
}
