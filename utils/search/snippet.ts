import { findMatches, type Match } from './match';
import type { Query } from './query';

/** A piece of a snippet; `mark` when it is what was searched. */
export interface SnippetPart {
  text: string;
  mark: boolean;
}

/** The share of a snippet that may stand before the first match: to a sentence's beginning, or to a word's. */
const SENTENCE_LEAD = 0.4;
const WORD_LEAD = 0.25;

/**
 * The passage of a text that shows most of what was searched, cut at words and sentences, with the matches
 * marked; `…` stands where text is left out. Without a match: the beginning. `length` is in characters of a
 * Latin text; a CJK passage takes half as many.
 */
export function makeSnippet(text: string, query: Pick<Query, 'text'>, length = 180): SnippetPart[] {
  const matches = findMatches(text, query.text);
  const window = windowOf(text, length);
  const start = bestStart(matches, window);
  const from = cleanStart(text, start, window);
  const to = cleanEnd(text, Math.min(text.length, from + window), lastWithin(matches, from, from + window));
  const parts = markParts(text, matches, from, to);
  const [first] = parts;
  const last = parts.at(-1);
  if (first && from > 0) first.text = `…${first.text.trimStart()}`;
  if (last && to < text.length) last.text = `${last.text.trimEnd()}…`;
  return parts;
}

/** The matches of a whole text (a title) as parts. */
export function markAll(text: string, query: Pick<Query, 'text'>): SnippetPart[] {
  return markParts(text, findMatches(text, query.text), 0, text.length);
}

function windowOf(text: string, length: number): number {
  const sample = text.slice(0, 2000);
  const cjk = sample.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return cjk > sample.length / 3 ? Math.ceil(length / 2) : length;
}

/** Where the window begins that holds the most different clauses, then the longest matches, then the earliest. */
function bestStart(matches: readonly Match[], window: number): number {
  let best = { clauses: 0, marked: 0, start: 0 };
  matches.forEach((first, index) => {
    const clauses = new Set<number>();
    let marked = 0;
    for (let at = index; at < matches.length; at += 1) {
      const match = matches[at];
      if (!match || match.to > first.from + window * (1 - SENTENCE_LEAD)) break;
      if (!clauses.has(match.clause)) marked += match.to - match.from;
      clauses.add(match.clause);
    }
    if (clauses.size > best.clauses || (clauses.size === best.clauses && marked > best.marked)) {
      best = { clauses: clauses.size, marked, start: first.from };
    }
  });
  return best.start;
}

function lastWithin(matches: readonly Match[], from: number, to: number): number {
  return Math.max(
    from,
    ...matches.filter((match) => match.from >= from && match.to <= to).map((match) => match.to),
  );
}

/** The beginning of the match's sentence if it is near, else of a word before the match. */
function cleanStart(text: string, match: number, window: number): number {
  const far = Math.max(0, match - Math.floor(window * SENTENCE_LEAD));
  const sentence = /^[\s\S]*[.!?。！？；\n]\s*/.exec(text.slice(far, match))?.[0].length;
  if (sentence !== undefined) return far + sentence;
  if (far === 0) return 0;
  const near = match - Math.floor(window * WORD_LEAD);
  const word = /[\s，、,]\s*/.exec(text.slice(near, match));
  const at = near + (word ? word.index + word[0].length : 0);
  return isLowSurrogate(text, at) ? at + 1 : at;
}

/** The last place after `least` where a word ends. */
function cleanEnd(text: string, latest: number, least: number): number {
  if (latest >= text.length) return text.length;
  const tail = text.slice(least, latest);
  const word = /^[\s\S]*(?=[\s，、,。！？.])/.exec(tail)?.[0].length ?? 0;
  const at = word > tail.length / 2 ? least + word : latest;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The text from `from` to `to`, matches that touch or overlap joined. Line breaks become spaces. */
function markParts(text: string, matches: readonly Match[], from: number, to: number): SnippetPart[] {
  const parts: SnippetPart[] = [];
  const add = (start: number, end: number, mark: boolean) => {
    if (end > start) parts.push({ text: text.slice(start, end).replace(/\s+/g, ' '), mark });
  };
  let at = from;
  let open: { from: number; to: number } | undefined;
  for (const match of matches) {
    if (match.from < from || match.to > to) continue;
    if (open && match.from <= open.to) {
      open.to = Math.max(open.to, match.to);
      continue;
    }
    if (open) {
      add(at, open.from, false);
      add(open.from, open.to, true);
      at = open.to;
    }
    open = { from: match.from, to: match.to };
  }
  if (open) {
    add(at, open.from, false);
    add(open.from, open.to, true);
    at = open.to;
  }
  add(at, to, false);
  return parts;
}
