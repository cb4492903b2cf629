/** A citation as runs of plain and italic text: written once, given as text and as HTML. */
export interface Run {
  text: string;
  italic?: true;
}

export type Rich = readonly Run[];

/** What a text style gives: its entries, the same as plain text, and as HTML that knows `<i>` only. */
export interface FormattedText {
  entries: readonly Rich[];
  text: string;
  html: string;
}

export function plain(text: string): Rich {
  return text === '' ? [] : [{ text }];
}

export function italic(text: string): Rich {
  return text === '' ? [] : [{ text, italic: true }];
}

export function concat(...parts: Rich[]): Rich {
  return parts.flat();
}

/** Joins the parts that are not empty. */
export function join(parts: readonly Rich[], separator: string): Rich {
  const present = parts.filter((part) => richText(part) !== '');
  return present.flatMap((part, index) => (index === 0 ? part : [...plain(separator), ...part]));
}

/**
 * Ends each part with a full stop (unless it already ends a sentence, also within a closing quote) and
 * joins them with spaces: the skeleton of APA, MLA and Chicago.
 */
export function sentences(parts: readonly Rich[]): Rich {
  return join(parts.filter((part) => richText(part) !== '').map(closed), ' ');
}

/** Adds a full stop where the text does not end a sentence yet. */
export function closed(part: Rich): Rich {
  return /[.?!。？！…]["'”’]*$/u.test(richText(part)) ? part : concat(part, plain('.'));
}

export function richText(rich: Rich): string {
  return rich.map((run) => run.text).join('');
}

const HTML_ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => HTML_ESCAPES[character] ?? character);
}

/** One paragraph for each citation; entries in text are parted by a line break. */
export function formatAll(entries: readonly Rich[]): FormattedText {
  const present = entries.filter((entry) => richText(entry) !== '');
  return {
    entries: present,
    text: present.map(richText).join('\n'),
    html: present.map((entry) => `<p>${entry.map(runHtml).join('')}</p>`).join('\n'),
  };
}

function runHtml(run: Run): string {
  return run.italic ? `<i>${escapeHtml(run.text)}</i>` : escapeHtml(run.text);
}
