import type { Claim } from '../../utils/model/claim';
import type { SourceInfo } from '../../utils/model/source';

/** The title that a reprint had where it first stood, where it is another than the one that is shown anyway. */
export function otherOriginalTitle(source: SourceInfo | undefined, shown: string): Claim<string> | undefined {
  const original = source?.originalTitle;
  return original && bare(original.value) !== bare(shown) ? original : undefined;
}

/** The letters of a title: marks, blanks and widths make no other title of it. */
function bare(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
