import { oneLine } from './wording';

/**
 * What TeX or BibTeX would read as a command. Braces are written as commands too, since BibTeX counts `{`
 * and `}` whatever stands before them: a lone `\{` would swallow the rest of the file.
 */
const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  // Old font encodings print these as ¡ ¿ and a dash.
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
};

/** Two hyphens, apostrophes or backquotes in a row would become a dash or a quotation mark; ?` becomes ¿. */
const LIGATURES = /(?<=-)-|(?<=')'|(?<=[`?!])`/g;

/** Text for a BibTeX or BibLaTeX field: one line, UTF-8 kept, commands and ligatures escaped. */
export function escapeTex(text: string): string {
  return oneLine(text)
    .replace(/[\\{}~^%&#_$<>|]/g, (character) => TEX[character] ?? character)
    .replace(LIGATURES, '{}$&');
}

/**
 * A title: as escapeTex, and ASCII words with a capital in braces, since styles turn titles to lower case.
 * The first word keeps its ordinary capital without them.
 */
export function escapeTexTitle(text: string): string {
  return oneLine(text)
    .split(/( )/)
    .map((word, index) => (needsProtection(word, index === 0) ? `{${escapeTex(word)}}` : escapeTexWord(word)))
    .join('');
}

function escapeTexWord(word: string): string {
  return word === ' ' ? ' ' : escapeTex(word);
}

function needsProtection(word: string, first: boolean): boolean {
  return first ? /^.+[A-Z]/.test(word) : /[A-Z]/.test(word);
}

/**
 * An address for a verbatim field (`url`, `\url`): what would unbalance the field is percent-encoded, the
 * rest stays as it is.
 */
export function escapeTexUrl(url: string): string {
  return oneLine(url).replace(/[{}\\<>"^`|\s]/g, (character) => encodeURIComponent(character));
}
