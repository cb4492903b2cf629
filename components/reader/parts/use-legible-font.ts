import { useEffect } from 'preact/hooks';
import type { FontFile, LoadPart } from './parts';

/** The family under which the style sheet asks for it; unusual, so that no page's own font answers. */
const family = 'Colophon Legible';

/** Gives the document Atkinson Hyperlegible while it is chosen and shown, and takes it away again. */
export function useLegibleFont(wanted: boolean, document: Document | undefined, loadPart: LoadPart): void {
  useEffect(() => {
    if (!wanted || !document) return;
    let faces: FontFace[] = [];
    let gone = false;
    loadPart('legibleFont').then((files) => {
      if (gone || !files) return;
      faces = files.map(faceOf);
      for (const face of faces) document.fonts.add(face);
    });
    return () => {
      gone = true;
      for (const face of faces) document.fonts.delete(face);
    };
  }, [wanted, document, loadPart]);
}

/** From bytes and not from an address: a page's Content-Security-Policy may forbid `data:` fonts. */
function faceOf({ data, weight, style, range }: FontFile): FontFace {
  const bytes = Uint8Array.from(atob(data.slice(data.indexOf(',') + 1)), (character) =>
    character.charCodeAt(0),
  );
  return new FontFace(family, bytes.buffer, { weight, style, unicodeRange: range, display: 'swap' });
}
