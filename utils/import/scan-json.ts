import { chunksOf } from './decode';
import { limits } from './limits';
import { ImportError } from './types';

const [quote, backslash, comma, openBrace, openBracket, closeBrace, closeBracket] = [...'"\\,{[}]'].map(
  (char) => char.charCodeAt(0),
) as [number, number, number, number, number, number, number];

/** Less than this cannot become more than the page bears. */
const harmless = 1024 * 1024;
const longestText = limits.cell * 2;

/**
 * Goes through JSON byte by byte before it is read as a whole: two bytes, `[]`, become an object of fifty, so that a small
 * file may fill all memory. Throws ImportError where it has more values, deeper nesting or a longer text than any export.
 */
export async function scanJson(blob: Blob): Promise<void> {
  if (blob.size < harmless) return;
  const scan = new Scan();
  for await (const chunk of chunksOf(blob)) scan.feed(chunk);
}

/** The same for a line that is at hand. */
export function scanLine(text: string): void {
  if (text.length >= harmless) new Scan().feed(new TextEncoder().encode(text));
}

class Scan {
  #values = 1;
  #depth = 0;
  /** Of the text that is being read; negative outside of texts. */
  #length = -1;
  /** The last chunk ended within a text, in the sign that takes the next one's meaning away. */
  #isEscaped = false;

  feed(bytes: Uint8Array): void {
    // In variables of their own: a file may have a hundred million bytes.
    let [values, depth, length] = [this.#values, this.#depth, this.#length];
    for (let at = 0; at < bytes.length; at++) {
      if (length >= 0) {
        const end = this.#endOfText(bytes, at);
        length += end - at;
        if (length > longestText) throw tooLarge();
        if (end < bytes.length) length = -1;
        at = end;
        continue;
      }
      const byte = bytes[at];
      if (byte === quote) length = 0;
      else if (byte === comma) values += 1;
      else if (byte === openBrace || byte === openBracket) {
        values += 1;
        depth += 1;
        if (depth > limits.jsonDepth || values > limits.jsonValues) throw tooLarge();
      } else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    }
    if (values > limits.jsonValues) throw tooLarge();
    [this.#values, this.#depth, this.#length] = [values, depth, length];
  }

  /** Where the quote stands that ends a text; the end of the bytes where it is not among them. */
  #endOfText(bytes: Uint8Array, start: number): number {
    for (let from = start; ; ) {
      const found = bytes.indexOf(quote, from);
      const end = found < 0 ? bytes.length : found;
      let slashes = 0;
      while (end - slashes - 1 >= from && bytes[end - slashes - 1] === backslash) slashes += 1;
      const reachesBack = end - slashes === from && this.#isEscaped;
      const isEscaped = (slashes + (reachesBack ? 1 : 0)) % 2 === 1;
      this.#isEscaped = found < 0 && isEscaped;
      if (found < 0 || !isEscaped) return end;
      from = end + 1;
    }
  }
}

function tooLarge(): ImportError {
  return new ImportError('too-large', 'This JSON file holds more than any export does.');
}
