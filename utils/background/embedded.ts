import { fail, ok, type Result } from '../model/result';
import { type EmbeddedFinding, withEmbedded } from '../rights/embedded';
import { reviseRecord } from '../store/revise';
import { storageFailure } from './storage-failure';

/** Keeps what the files of a version's images say of themselves, and seals the version anew. */
export async function noteEmbedded(
  versionId: string,
  found: readonly EmbeddedFinding[],
): Promise<Result<null>> {
  try {
    const record = await reviseRecord(
      versionId,
      (now) => ({ ...now, images: withEmbedded(now.images, found) }),
      crypto.subtle,
    );
    return record ? ok(null) : fail('not-found', 'There is no such clip.');
  } catch (error) {
    console.error(error);
    return storageFailure(error);
  }
}
