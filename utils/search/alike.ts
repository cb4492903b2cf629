import { bandsOf, signatureOf } from '../clip/shingles';

/** Marks a term of the index that is a band of a text's signature: texts that share one may be the same text. */
const BAND = '\u0003';

/** The bands of a text as terms of the index; none where it is too short to tell. */
export function bandTerms(text: string): string[] {
  const signature = signatureOf(text);
  return signature ? bandsOf(signature).map(termOf) : [];
}

/** 37 bits in three units that the dictionary writes with two bytes each. */
function termOf(band: number): string {
  const low = band % 2 ** 13;
  const middle = Math.floor(band / 2 ** 13) % 2 ** 13;
  const high = Math.floor(band / 2 ** 26) % 2 ** 13;
  // The most varied first: by the beginning a term is sent to its bucket.
  return BAND + String.fromCharCode(low, middle, high);
}
