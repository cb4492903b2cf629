import { setFlagsFromString } from 'node:v8';

/**
 * How often V8 goes back in a text while it tries a pattern. A count, where a time would differ between machines and
 * with what else they do. Source: V8's `%NewRegExpWithBacktrackLimit` (test/mjsunit/regexp-backtrack-limit.js); without
 * `--no-regexp-optimization` loops over one character go back uncounted.
 */
setFlagsFromString('--allow-natives-syntax');
const withLimit = new Function(
  'source',
  'flags',
  'limit',
  'return %NewRegExpWithBacktrackLimit(source, flags, limit)',
) as (source: string, flags: string, limit: number) => RegExp;

/** More than any pattern may need that takes time in proportion to the texts of these tests. */
const mostEver = 2 ** 26;

/**
 * Whether a pattern goes back more than `limit` times on a text that it is tried on from each place; one with the flags
 * `g` or `y` goes on behind each match. What it goes forward is not counted.
 */
export function goesBackMore(source: string, flags: string, text: string, limit: number): boolean {
  // Made to match in every case, so that no match says that the limit was passed.
  const goesOn = /[gy]/.test(flags);
  const whole = goesOn ? `(?:(?:${source})|[^])*` : `(?:${source})|(?![^])`;
  const pattern = withLimit(whole, flags.replace(/[gyd]/g, ''), limit);
  setFlagsFromString('--no-regexp-optimization'); // A pattern is compiled when it is first tried.
  try {
    return !pattern.test(text);
  } finally {
    setFlagsFromString('--regexp-optimization');
  }
}

/** How often a pattern goes back on a text, to a tenth; `Infinity` from 2^26 on. */
export function backtracks(source: string, flags: string, text: string): number {
  let most = 16;
  while (goesBackMore(source, flags, text, most)) {
    most *= 2;
    if (most > mostEver) return Number.POSITIVE_INFINITY;
  }
  let least = most / 2;
  while (most - least > Math.max(1, most / 10)) {
    const middle = Math.floor((least + most) / 2);
    if (goesBackMore(source, flags, text, middle)) least = middle;
    else most = middle;
  }
  return most;
}
