/** Quotes longer than this are given as their beginning and end. */
const LONGEST_EXACT = 120;
/** Words of the beginning and of the end of a long quote. */
const EDGE_WORDS = 6;
/** A lone surrogate cannot be percent-encoded. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * The address with a text fragment (`#:~:text=`) that leads to the quote: whole when it is short and in one
 * block, as `start,end` when it is long or runs over several lines. An address that has a fragment keeps it.
 * An empty quote gives the address as it is. Browsers match whole words only, in Chinese too, so a quote that
 * begins or ends within a word is widened to the whole word where `text` (the page's text, blocks parted by
 * line breaks) holds it.
 */
export function withTextFragment(url: string, quote: string, text = ''): string {
  const lines = quote
    .replace(LONE_SURROGATE, '')
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  if (lines.length === 0) return url;
  const first = widened(lines[0] ?? '', text, lines.length === 1 ? 'both' : 'start');
  const last = lines.length === 1 ? first : widened(lines.at(-1) ?? '', text, 'end');
  const base = url.replace(/:~:.*$/s, '').replace(/#$/, '');
  return `${base}${base.includes('#') ? '' : '#'}:~:text=${directive(first, last, lines.length)}`;
}

/** The line with the words at its edges made whole, as they stand in the text. */
function widened(line: string, text: string, side: 'start' | 'end' | 'both'): string {
  const block = text.split('\n').find((each) => each.includes(line));
  if (!block) return line;
  let from = block.indexOf(line);
  let to = from + line.length;
  for (const word of wordBounds(block)) {
    if (side !== 'end' && word.start < from && from < word.end) from = word.start;
    if (side !== 'start' && word.start < to && to < word.end) to = word.end;
  }
  return block.slice(from, to);
}

function directive(first: string, last: string, lineCount: number): string {
  if (lineCount === 1 && first.length <= LONGEST_EXACT) return encodeDirective(first);
  const start = edge(first, 'start', lineCount === 1);
  const end = edge(last, 'end', lineCount === 1);
  return start && end ? `${encodeDirective(start)},${encodeDirective(end)}` : encodeDirective(first);
}

/** Whole words at one edge, cut where the browser sees word boundaries; never more than half of one line. */
function edge(line: string, side: 'start' | 'end', halfOnly: boolean): string {
  const bounds = wordBounds(line);
  const count = Math.min(EDGE_WORDS, halfOnly ? Math.floor(bounds.length / 2) : bounds.length);
  if (count === 0) return halfOnly ? '' : line;
  const words = side === 'start' ? bounds.slice(0, count) : bounds.slice(-count);
  const from = side === 'start' ? 0 : (words[0]?.start ?? 0);
  const to = side === 'start' ? (words.at(-1)?.end ?? line.length) : line.length;
  return line.slice(from, to).trim();
}

function wordBounds(line: string): { start: number; end: number }[] {
  const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(line);
  return Array.from(segments)
    .filter((segment) => segment.isWordLike)
    .map(({ index, segment }) => ({ start: index, end: index + segment.length }));
}

/** Percent-encodes; `-`, `,` and `&` have a meaning in a directive, brackets and marks break pasted links. */
function encodeDirective(text: string): string {
  return encodeURIComponent(text).replace(
    /[-!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
