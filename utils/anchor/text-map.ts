import { SILENT_TAGS } from '../dom/allowed';
import { isBlockName } from '../dom/text';

/** A stretch of one text node; `end` is exclusive, both count UTF-16 units of the node. */
export interface Stretch {
  node: Text;
  start: number;
  end: number;
}

export interface TextMapOptions {
  /** Leaves an element out, with all it holds: what Colophon itself put into the text. */
  skip?: (element: Element) => boolean;
  /** The text that a node stands for, of the same length; where what is shown was converted (简繁). */
  textOf?: (node: Text) => string;
}

const invisible = /[\u200B-\u200D\uFEFF\u00AD]/;
const blank = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
/** Readings above the line and their brackets: they repeat the word that they stand over. */
const unread = new Set(['rt', 'rp']);

/**
 * The text of a tree as it is read, and the way back from a place in that text to the nodes. Blocks are lines, runs of
 * white space are one blank, invisible marks are dropped: the rules of the canonical text (`utils/clip/fingerprint`),
 * so that a quote taken here is found there. Scripts, styles and fields are silent (faults.md F104).
 */
export class TextMap {
  readonly text: string;
  readonly #nodes: Text[] = [];
  /** For each unit of `text`: the index of its node, and the place in it; a line feed belongs to none (-1). */
  readonly #nodeOf: number[] = [];
  readonly #placeOf: number[] = [];

  constructor(root: Node, options: TextMapOptions = {}) {
    const builder = new Builder(this.#nodes, this.#nodeOf, this.#placeOf, options);
    builder.walk(root);
    this.text = builder.finish();
  }

  /** The pieces of text nodes between two places of the text, in order; none where the stretch is empty. */
  stretches(start: number, end: number): Stretch[] {
    const found: Stretch[] = [];
    for (let at = Math.max(0, start); at < Math.min(end, this.text.length); at++) {
      const node = this.#nodes[this.#nodeOf[at] ?? -1];
      const place = this.#placeOf[at] ?? 0;
      if (!node) continue;
      const last = found.at(-1);
      if (last?.node === node) last.end = place + 1;
      else found.push({ node, start: place, end: place + 1 });
    }
    return found;
  }

  /** Where in the text a selection lies; undefined where nothing of the text is in it. */
  locate(range: Selected): { start: number; end: number } | undefined {
    const bounds = this.#nodes.map((node) => boundsIn(range, node));
    let start = -1;
    let end = -1;
    for (let at = 0; at < this.text.length; at++) {
      const within = bounds[this.#nodeOf[at] ?? -1];
      const place = this.#placeOf[at] ?? 0;
      if (!within || place < within.start || place >= within.end) continue;
      if (start < 0) start = at;
      end = at + 1;
    }
    return start < 0 ? undefined : trimmed(this.text, start, end);
  }
}

/** The parts of a `Range` that are needed. */
export type Selected = Pick<
  Range,
  'intersectsNode' | 'startContainer' | 'startOffset' | 'endContainer' | 'endOffset'
>;

/** Which part of a text node is selected. */
function boundsIn(range: Selected, node: Text): { start: number; end: number } | undefined {
  if (!range.intersectsNode(node)) return undefined;
  return {
    start: range.startContainer === node ? range.startOffset : 0,
    end: range.endContainer === node ? range.endOffset : node.data.length,
  };
}

/** Blanks and line feeds at the ends of a selection are an accident of the hand. */
function trimmed(text: string, start: number, end: number): { start: number; end: number } | undefined {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from] ?? '')) from++;
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--;
  return from < to ? { start: from, end: to } : undefined;
}

class Builder {
  #text = '';
  #lineStart = 0;
  #gap = false;

  constructor(
    private readonly nodes: Text[],
    private readonly nodeOf: number[],
    private readonly placeOf: number[],
    private readonly options: TextMapOptions,
  ) {}

  /** Not recursive: a page may nest deeper than the stack (faults.md F110). */
  walk(root: Node): void {
    let node: Node | null = root;
    while (node) {
      const next: Node | null = this.#enter(node) ? node.firstChild : null;
      if (next) {
        node = next;
        continue;
      }
      while (node && node !== root && !node.nextSibling) node = this.#leave(node);
      if (!node || node === root) return;
      this.#closeIfBlock(node);
      node = node.nextSibling;
    }
  }

  finish(): string {
    this.#breakLine();
    if (!this.#text.endsWith('\n')) return this.#text;
    this.nodeOf.pop();
    this.placeOf.pop();
    return this.#text.slice(0, -1);
  }

  #leave(node: Node): Node | null {
    this.#closeIfBlock(node);
    return node.parentNode;
  }

  #enter(node: Node): boolean {
    if (node.nodeType === 3) {
      this.#add(node as Text);
      return false;
    }
    if (node.nodeType !== 1) return true;
    const element = node as Element;
    const tag = element.localName.toLowerCase();
    if (SILENT_TAGS.has(tag) || unread.has(tag) || this.options.skip?.(element)) return false;
    if (isBlockName(tag)) this.#breakLine();
    return true;
  }

  #closeIfBlock(node: Node): void {
    if (node.nodeType === 1 && isBlockName((node as Element).localName.toLowerCase())) this.#breakLine();
  }

  #add(node: Text): void {
    const shown = node.data;
    const meant = this.options.textOf?.(node);
    const data = meant?.length === shown.length ? meant : shown;
    const index = this.nodes.push(node) - 1;
    for (let place = 0; place < data.length; place++) {
      const unit = data[place] ?? '';
      if (invisible.test(unit)) continue;
      if (blank.test(unit)) {
        if (this.#text.length > this.#lineStart && !this.#gap) this.#put(' ', index, place);
        this.#gap = this.#text.length > this.#lineStart;
        continue;
      }
      this.#put(unit, index, place);
      this.#gap = false;
    }
  }

  #put(unit: string, node: number, place: number): void {
    this.#text += unit;
    this.nodeOf.push(node);
    this.placeOf.push(place);
  }

  #breakLine(): void {
    if (this.#gap && this.#text.length > this.#lineStart) {
      this.#text = this.#text.slice(0, -1);
      this.nodeOf.pop();
      this.placeOf.pop();
    }
    this.#gap = false;
    if (this.#text.length === this.#lineStart) return;
    this.#put('\n', -1, 0);
    this.#lineStart = this.#text.length;
  }
}
