/** So much is held before it is handed to the browser's blobs, which may lie on disk. */
const flushAt = 4 * 1024 * 1024;

/**
 * Gathers a stream into a Blob, piece by piece: a zip of ten thousand clips with their images is never whole in the
 * page's memory. Cancels the stream and rejects with its reason where it fails.
 */
export async function blobOf(stream: ReadableStream<Uint8Array>, type: string): Promise<Blob> {
  const blobs: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const flush = (): void => {
    if (parts.length === 0) return;
    blobs.push(new Blob(parts));
    parts = [];
    held = 0;
  };
  const reader = stream.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      parts.push(piece.value as Uint8Array<ArrayBuffer>);
      held += piece.value.length;
      if (held >= flushAt) flush();
    }
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  }
  flush();
  return new Blob(blobs, { type });
}

/** The bytes of a zip in the making as a Blob; `response` is what `downloadZip` gives. */
export function zipBlob(response: Response, type: string): Promise<Blob> {
  if (!response.body) throw new Error('A zip without a body');
  return blobOf(response.body, type);
}
