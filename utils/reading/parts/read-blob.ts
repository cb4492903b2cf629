/** The text of a page that was fetched by a script in a page. */

/**
 * Decodes a page: by its mark, else by the header's `charset`, else by the page's own `<meta>`, else as UTF-8 where it
 * is that, else as GB 18030 where it is that, else as Windows-1252. By a `FileReader`, since in Firefox the page's
 * `ArrayBuffer` is closed to a content script.
 */
export async function readPageText(page: Blob, contentType: string | null): Promise<string> {
  const head = await read(page.slice(0, 2_048), 'latin1');
  const label =
    /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^<>]{1,300}charset=["']?\s*([\w-]+)/i.exec(head)?.[1];
  if (label && isKnown(label)) return read(page, label);
  for (const guess of ['utf-8', 'gb18030']) {
    const text = await read(page, guess);
    if (!text.includes('\ufffd')) return text;
  }
  return read(page, 'windows-1252');
}

function isKnown(label: string): boolean {
  try {
    return Boolean(new TextDecoder(label));
  } catch {
    return false;
  }
}

function read(blob: Blob, encoding: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsText(blob, encoding);
  });
}
