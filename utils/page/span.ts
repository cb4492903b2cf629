import type { PageFacts, PageLine } from './facts';

/** Which lines of the page are the article's: from the headline to the last long paragraph. */
export interface ArticleSpan {
  /** Index of the headline's line; -1 where none was found. */
  headline: number;
  /** Index of the first and the last prose line. */
  start: number;
  end: number;
}

const PROSE = 60;
const HAN_PROSE = 30;

/** Finds the article's lines by density: prose lines that follow each other with few short lines between. */
export function articleSpan(
  facts: PageFacts,
  headline: { title: { text: string; element?: Element } },
): ArticleSpan {
  return proseSpan(facts, headlineIndex(facts, headline.title));
}

/** The article's lines where the headline's index is known, or -1. */
export function proseSpan(facts: PageFacts, at: number): ArticleSpan {
  const lines = facts.lines;
  let best = { score: 0, start: at + 1, end: at + 1 };
  let run = { score: 0, start: -1, end: -1, gap: 0 };
  for (const line of lines) {
    if (line.zone === 'nav' || line.zone === 'footer' || line.zone === 'comments' || line.zone === 'aside')
      continue;
    if (isProse(line)) {
      if (run.start < 0 || run.gap > 25) run = { score: 0, start: line.index, end: line.index, gap: 0 };
      run.score += Math.min(line.text.length, 400);
      run.end = line.index;
      run.gap = 0;
      const bonus = at >= 0 && run.start > at && run.start - at < 40 ? 1.5 : 1;
      if (run.score * bonus > best.score) best = { score: run.score * bonus, start: run.start, end: run.end };
    } else run.gap += 1;
  }
  return { headline: at, start: best.start, end: best.end };
}

function headlineIndex(facts: PageFacts, title: { text: string; element?: Element }): number {
  const { element } = title;
  if (!element) return -1;
  const line =
    facts.lines.find((l) => l.element === element || element.contains(l.element)) ??
    facts.lines.find((l) => l.element.contains(element) && l.text.includes(title.text.slice(0, 20)));
  return line?.index ?? -1;
}

/** A line that reads as a sentence or more, not as a label. */
export function isProse(line: PageLine): boolean {
  if (line.hidden || line.linked) return false;
  const han = /[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af]/.test(line.text);
  return line.text.length >= (han ? HAN_PROSE : PROSE) && /[.!?。！？…»”"'，、,;；]/.test(line.text);
}

/**
 * Whether a line can belong to this article: not navigation, side column, comments or page footer. What stands right
 * at the headline is the article's, whatever its container is called.
 */
export function isOwnZone(line: PageLine, span: ArticleSpan): boolean {
  if (line.zone === 'main' || line.zone === 'head' || line.zone === 'caption') return true;
  if (line.zone === 'nav' || line.zone === 'comments') return false;
  const at = span.headline >= 0 ? span.headline : span.start - 1;
  return line.index >= at - 2 && line.index <= Math.min(at + 6, Math.max(span.start, at + 2));
}
