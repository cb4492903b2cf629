/** Draws an image anew as PNG, for books whose readers do not know WebP and AVIF; undefined where it cannot be drawn. */
export async function convertImage(blob: Blob): Promise<{ blob: Blob; type: string } | undefined> {
  try {
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return { blob: await canvas.convertToBlob({ type: 'image/png' }), type: 'image/png' };
  } catch {
    return undefined;
  }
}
