/**
 * Whole lines, in many languages, as one pattern would hold them; but of the pattern only the part that begins like the
 * text is put together. Compiling all of it takes longer than reading most pages.
 */
export class PhraseList {
  readonly lines: readonly string[];
  /** What is allowed after a phrase, as the source of a pattern. */
  readonly after: string;
  /** The alternatives by how they begin, in lower case: as sources, and as patterns once they were asked for. */
  readonly #byStart = new Map<string, string | RegExp>();

  /**
   * @param lines one line for each beginning: alternatives (sources of a pattern, without regard to case) that have the
   *   first four characters in common, or all that are certain. One line may hold alternatives that begin with anything.
   */
  constructor(lines: string, after: string) {
    this.after = after;
    this.lines = lines.trim().split('\n');
    for (const line of this.lines) this.#byStart.set(startOf(line), line);
  }

  /** Whether a text is one of the phrases, perhaps behind a `#`. */
  test(text: string): boolean {
    const bare = text.startsWith('#') ? text.replace(/^#+\s*/, '') : text;
    const start = bare.slice(0, LONGEST).toLowerCase();
    for (let length = 0; length <= start.length; length += 1)
      if (this.#pattern(start.slice(0, length))?.test(bare)) return true;
    return false;
  }

  /** All alternatives, as the source of one pattern. For its tests. */
  get source(): string {
    return `^(?:${this.lines.join('|')})${this.after}$`;
  }

  #pattern(start: string): RegExp | undefined {
    const known = this.#byStart.get(start);
    if (typeof known !== 'string') return known;
    const made = new RegExp(`^(?:${known})${this.after}$`, 'i');
    this.#byStart.set(start, made);
    return made;
  }
}

const LONGEST = 4;

/** How each text begins that an alternative fits: its first characters, as far as they are certain. */
export function startOf(alternative: string): string {
  const [certain = ''] = /^[^\\.[\]()|?*+{}^$]{0,5}/.exec(alternative) ?? [];
  const isOpen = /^[?*{]/.test(alternative.slice(certain.length));
  return certain
    .slice(0, isOpen ? -1 : undefined)
    .slice(0, LONGEST)
    .toLowerCase();
}
