/** The size of an image in pixels, where this context can decode it. Never throws. */
export async function measureImage(image: Blob): Promise<{ width?: number; height?: number }> {
  if (typeof createImageBitmap !== 'function') return {};
  try {
    const bitmap = await createImageBitmap(image);
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return {}; // a damaged image is kept as it came
  }
}
