import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../../utils/messaging/ask';
import type { ClipImage, Digest } from '../../utils/model/clip';
import type { EmbeddedFinding } from '../../utils/rights/embedded';
import { getAsset } from '../../utils/store/assets';

/**
 * Reads what the files of a kept version's images say of themselves, once, and has it kept with the clip. Runs after
 * the clip is shown; nothing is read again, and images whose bytes come later are read when they have come.
 */
export function useEmbedded(images: readonly ClipImage[], versionId: string | undefined): void {
  const tried = useRef(new Set<Digest>());
  useEffect(() => {
    const open = versionId ? unread(images).filter((digest) => !tried.current.has(digest)) : [];
    if (!versionId || open.length === 0) return;
    for (const digest of open) tried.current.add(digest);
    void readAll(open).then((found) => ask('noteEmbedded', { versionId, found }));
  }, [images, versionId]);
}

function unread(images: readonly ClipImage[]): Digest[] {
  const digests = images.flatMap(({ digest, embedded }) => (digest && !embedded ? [digest] : []));
  return [...new Set(digests)];
}

async function readAll(digests: readonly Digest[]): Promise<EmbeddedFinding[]> {
  const { readEmbedded } = await import('./read-embedded');
  const found: EmbeddedFinding[] = [];
  for (const digest of digests) {
    const asset = await getAsset(digest).catch(() => undefined);
    if (asset) found.push({ digest, embedded: readEmbedded(await asset.blob.arrayBuffer(), window) });
  }
  return found;
}
