import { decodeBytes } from './decode';

/**
 * The text of a page from its bytes: by its mark, else by the header's `charset`, else by the page's own `<meta>`, else
 * as what it is.
 */
export function decodePage(bytes: Uint8Array<ArrayBuffer>, contentType: string | null): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2_048));
  const isMarked = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/.test(head);
  const label =
    /charset=["']?([\w-]+)/i.exec(contentType ?? '')?.[1] ??
    /<meta[^<>]{1,300}charset=["']?\s*([\w-]+)/i.exec(head)?.[1];
  const decoder = label && !isMarked ? decoderOf(label) : undefined;
  return decoder ? decoder.decode(bytes) : decodeBytes(bytes);
}

function decoderOf(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch {
    return undefined;
  }
}
