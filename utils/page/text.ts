/** Small text helpers of the page room. */

const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/** One space for every run of white space (U+00A0 and U+3000 too), invisible marks out, ends trimmed. */
export function squeeze(text: string | null | undefined): string {
  // Only runs that are more than one blank are replaced: most blanks stay as they are.
  return text
    ? text
        .replace(INVISIBLE, '')
        .replace(/[^\S ]\s*| \s+/g, ' ')
        .trim()
    : '';
}

const ASCII = /^[\0-\x7f]*$/;

/** For comparing titles and names: NFKC, lower case, letters and digits only. */
export function fold(text: string | null | undefined): string {
  if (text && ASCII.test(text)) return text.toLowerCase().replace(/[^a-z\d]+/g, '');
  return text
    ? text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '')
    : '';
}

const QUOTE_LIMIT = 500;

/** The page's own words, cut at the 500 characters that Evidence allows. */
export function quoteOf(text: string): string {
  const squeezed = squeeze(text);
  return squeezed.length > QUOTE_LIMIT ? squeezed.slice(0, QUOTE_LIMIT) : squeezed;
}

/** The text of an element with a space where one child ends and the next begins, as a reader sees it parted. */
export function spacedText(element: Element): string {
  const parts: string[] = [];
  const collect = (node: Node): void => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.nodeType === 3) parts.push((child as Text).data);
      else if (
        child.nodeType === 1 &&
        !/^(?:script|style|template|noscript|svg)$/i.test((child as Element).localName)
      ) {
        parts.push(' ');
        collect(child);
        parts.push(' ');
      }
    }
  };
  collect(element);
  return squeeze(parts.join(''));
}

export const HAN = /\p{Script=Han}/u;
const HAN_ALL = /\p{Script=Han}/gu;

/** Whether most letters of a text are Han characters. */
export function isMostlyHan(text: string): boolean {
  const han = text.match(HAN_ALL)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return han > 0 && han * 2 >= letters;
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** JSON-LD and meta values often carry escaped entities once more; undone without a parser, tags dropped. */
export function plainText(value: string): string {
  return squeeze(
    value
      .replace(/<[^<>]{0,500}>/g, ' ')
      .replace(/&#(\d{1,6});/g, (whole, code: string) => codePoint(Number(code), whole))
      .replace(/&#x([\da-f]{1,6});/gi, (whole, code: string) => codePoint(Number.parseInt(code, 16), whole))
      .replace(/&(\w+|#39);/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole),
  );
}

function codePoint(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

/** A CSS path that a person can read and `querySelector` can follow, at most five steps deep. */
export function cssPath(element: Element): string {
  const steps: string[] = [];
  for (let at: Element | null = element; at && steps.length < 5; at = at.parentElement) {
    const id = at.getAttribute('id');
    if (id && /^[A-Za-z][\w-]*$/.test(id)) {
      steps.unshift(`#${id}`);
      break;
    }
    steps.unshift(step(at));
    if (at.localName === 'body') break;
  }
  return steps.join(' > ');
}

function step(element: Element): string {
  const name = element.localName.toLowerCase();
  const first = (element.getAttribute('class') ?? '').split(/\s+/).find((c) => /^[A-Za-z][\w-]*$/.test(c));
  const own = first ? `${name}.${first}` : name;
  let nth = 1;
  let twins = 0;
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling) {
    if (at.localName === element.localName) nth += 1;
  }
  for (let at = element.nextElementSibling; at && !twins; at = at.nextElementSibling) {
    if (at.localName === element.localName) twins += 1;
  }
  return nth > 1 || twins ? `${own}:nth-of-type(${nth})` : own;
}

/**
 * Whether a text holds one of these, which are in lower case. Asked before a
 * long pattern none of whose alternatives goes without them: a pattern that is never tried is never compiled.
 */
export function holdsOneOf(text: string, signs: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return signs.some((sign) => lower.includes(sign));
}

/** The signs of a list that is written as words with a blank between them; `_` stands for a blank within one. */
export function signsOf(words: string): readonly string[] {
  return words.split(' ').map((word) => word.replaceAll('_', ' '));
}
