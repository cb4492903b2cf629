/** A stretch of a text that reads nearly as a pattern does. */
export interface NearMatch {
  start: number;
  end: number;
  errors: number;
}

/**
 * The stretches of a text that come from a pattern by at most `most` insertions, deletions and replacements (Sellers
 * 1980), with Ukkonen's cut-off, so that a text without a likeness is passed at about its length in steps. Of matches
 * that overlap only the nearest is given.
 */
export function findNear(text: string, pattern: string, most: number): NearMatch[] {
  const size = pattern.length;
  if (size === 0 || most < 0) return [];
  const limit = Math.min(most, size - 1);
  // Column of the table for the text read so far: least errors of a match of pattern[0…row] that ends here, and where
  // that match began.
  const errors = new Uint32Array(size + 1);
  const began = new Uint32Array(size + 1);
  for (let row = 0; row <= size; row++) errors[row] = row;
  let last = Math.min(size, limit + 1);
  const found: NearMatch[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    let diagonal = 0;
    let diagonalBegan = at;
    errors[0] = 0;
    began[0] = at + 1;
    for (let row = 1; row <= last; row++) {
      const above = errors[row - 1] ?? 0;
      const left = errors[row] ?? 0;
      const leftBegan = began[row] ?? 0;
      let best = diagonal + (pattern.charCodeAt(row - 1) === unit ? 0 : 1);
      let start = diagonalBegan;
      if (left + 1 < best) {
        best = left + 1;
        start = leftBegan;
      }
      if (above + 1 < best) {
        best = above + 1;
        start = began[row - 1] ?? 0;
      }
      diagonal = left;
      diagonalBegan = leftBegan;
      errors[row] = best;
      began[row] = start;
    }
    while (last > 0 && (errors[last] ?? 0) > limit) last--;
    if (last === size) note(found, { start: began[size] ?? 0, end: at + 1, errors: errors[size] ?? 0 });
    else {
      last++;
      // The row that comes in again was not kept: it can be no better than one more error than the row before it.
      errors[last] = (errors[last - 1] ?? 0) + 1;
      began[last] = began[last - 1] ?? 0;
    }
  }
  return found;
}

function note(found: NearMatch[], match: NearMatch): void {
  const before = found.at(-1);
  if (before && match.start < before.end) {
    if (match.errors < before.errors) found[found.length - 1] = match;
    return;
  }
  found.push(match);
}

/** What is compared of each text: the time grows with the product of both lengths. */
const COMPARED = 400;

/** How alike the beginnings of two texts are, 0 to 1: one minus the errors between them by length. */
export function likeness(text: string, another: string): number {
  const [one, other] = [text.slice(0, COMPARED), another.slice(0, COMPARED)];
  const longest = Math.max(one.length, other.length);
  return longest === 0 ? 1 : 1 - distance(one, other) / longest;
}

function distance(one: string, other: string): number {
  const row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    let diagonal = row[0] ?? 0;
    row[0] = i;
    for (let j = 1; j <= other.length; j++) {
      const above = row[j] ?? 0;
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(diagonal + cost, above + 1, (row[j - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[other.length] ?? 0;
}
