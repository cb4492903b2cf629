/** How many brackets may close without one that opened: texts have a few, and the parser's time grows with their square. */
const MOST_UNMATCHED = 300;

/**
 * Markdown that its parser reads in time: where hundreds of `]` close nothing, those are written as plain signs. Any other
 * text is given back as it is.
 */
export function tameMarkdown(markdown: string): string {
  const unmatched = unmatchedIn(markdown);
  if (unmatched.length <= MOST_UNMATCHED) return markdown;
  const parts: string[] = [];
  let from = 0;
  for (const at of unmatched) {
    parts.push(markdown.slice(from, at), '\\');
    from = at;
  }
  return parts.join('') + markdown.slice(from);
}

function unmatchedIn(markdown: string): number[] {
  const found: number[] = [];
  let open = 0;
  for (let at = 0; at < markdown.length; at++) {
    const sign = markdown[at];
    if (sign === '\\') at++;
    else if (sign === '[') open++;
    else if (sign === '\n' && markdown[at + 1] === '\n')
      open = 0; // A link ends with its paragraph.
    else if (sign === ']' && --open < 0) {
      found.push(at);
      open = 0;
    }
  }
  return found;
}
