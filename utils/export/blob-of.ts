/** Gathers the bytes of a file in the making, and gives them as a Blob. */
export type Gather = (stream: ReadableStream<Uint8Array>, type: string) => Promise<Blob>;

/** A place that takes long files piece by piece, outside of memory. */
export interface Spill {
  write(bytes: Blob): Promise<void>;
  /** All that was written, as a Blob that lies there. */
  finish(): Promise<Blob>;
  /** Takes away what was written. */
  drop(): Promise<void>;
}

/** So much is held before it is handed on. */
const flushAt = 4 * 1024 * 1024;

/**
 * Gathers a stream piece by piece: a zip of ten thousand clips with their images is never whole in the page's memory. A
 * long one goes to `spill`, where there is such a place; else to the browser's blobs, which may lie on disk. Cancels the
 * stream and rejects with its reason where it fails.
 */
export async function blobOf(
  stream: ReadableStream<Uint8Array>,
  type: string,
  spill?: () => Promise<Spill | undefined>,
): Promise<Blob> {
  const blobs: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let place: Spill | undefined;
  let isAsked = false;
  const flush = async (): Promise<void> => {
    if (parts.length === 0) return;
    const piece = new Blob(parts);
    parts = [];
    held = 0;
    if (place) await place.write(piece);
    else blobs.push(piece);
  };
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      parts.push(piece.value as Uint8Array<ArrayBuffer>);
      held += piece.value.length;
      if (held < flushAt) continue;
      if (!isAsked) place = await spill?.();
      isAsked = true;
      await flush();
    }
    await flush();
    if (!place) return new Blob(blobs, { type });
    const whole = await place.finish();
    return whole.slice(0, whole.size, type);
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    await place?.drop().catch(() => undefined);
    throw error;
  }
}

/** The bytes of a zip in the making as a Blob; `response` is what `downloadZip` gives. */
export function zipBlob(response: Response, type: string, gather: Gather = blobOf): Promise<Blob> {
  if (!response.body) throw new Error('A zip without a body');
  return gather(response.body, type);
}
