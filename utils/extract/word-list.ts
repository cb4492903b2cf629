/** A phrase from its second word on, and what may not come after it. */
interface Phrase {
  list: number;
  rest: string;
  but: readonly string[];
}

const WORD = /[a-z0-9]+/g;

/**
 * Lists of words and phrases, to be found in a row of lower-case words with a blank between them. By their first words,
 * so that a text is looked through once, whatever is looked for.
 */
export class WordList {
  readonly #byFirst = new Map<string, Phrase[]>();

  /** @param lists each: words and phrases, with a comma between them; `a b/c` is `a b` and `a c`, `a !b/c` is `a` before neither. */
  constructor(lists: readonly string[]) {
    for (const [list, written] of lists.entries())
      for (const each of written.split(', ')) this.#add(each.split(' '), list);
  }

  /** The first list that has a word or phrase of the text; undefined where none has. */
  find(text: string): number | undefined {
    let first = Number.POSITIVE_INFINITY;
    WORD.lastIndex = 0;
    for (let word = WORD.exec(text); word; word = WORD.exec(text))
      for (const { list, rest, but } of this.#byFirst.get(word[0]) ?? [])
        if (list < first && goesOn(text, WORD.lastIndex, rest, but)) first = list;
    return first === Number.POSITIVE_INFINITY ? undefined : first;
  }

  #add(words: string[], list: number): void {
    const [first = ''] = words;
    const last = words.length > 1 ? (words.at(-1) ?? '') : '';
    const between = words.slice(1, -1).map((word) => ` ${word}`);
    const isExcept = last.startsWith('!');
    const ends = (isExcept ? last.slice(1) : last).split('/').map((end) => (end ? ` ${end}` : ''));
    const phrases = this.#byFirst.get(first) ?? [];
    this.#byFirst.set(first, phrases);
    if (isExcept) phrases.push({ list, rest: between.join(''), but: ends });
    else for (const end of ends) phrases.push({ list, rest: between.join('') + end, but: [] });
  }
}

function goesOn(text: string, at: number, rest: string, but: readonly string[]): boolean {
  const end = at + rest.length;
  return (
    text.startsWith(rest, at) &&
    isEnd(text, end) &&
    !but.some((each) => text.startsWith(each, end) && isEnd(text, end + each.length))
  );
}

/** Whether a word is over here. */
function isEnd(text: string, at: number): boolean {
  return !/[a-z0-9]/.test(text.charAt(at));
}
