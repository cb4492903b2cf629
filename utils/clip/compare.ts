import { diffArrays } from 'diff';
import type { ClipDraft } from '../model/clip';
import { canonicalText, clipBlocks } from './fingerprint';

/** A stretch of the compared text. */
export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Whole blocks that are alike, or a place where something differs, in pieces. */
export type Passage = { kind: 'same'; blocks: string[] } | { kind: 'changed'; pieces: Piece[] };

export interface TextComparison {
  /** Whether the canonical texts are the same; then there is one passage, or none. */
  same: boolean;
  passages: Passage[];
  /** How many places differ. */
  places: number;
  /** Counted as the language counts length: words, or characters of Han, kana and hangul. */
  added: number;
  removed: number;
}

/** A place where more than this differs is shown as one text gone and another come: finer would say nothing. */
const mostEdits = 4_000;

/**
 * Compares the kept text with a text read later, block by block and within blocks by words, or by characters where a
 * script knows no blanks. Title, subtitle and captions count as blocks, as in the fingerprint.
 */
export function compareTexts(
  kept: Pick<ClipDraft, 'content' | 'images'>,
  now: Pick<ClipDraft, 'content' | 'images'>,
): TextComparison {
  const before = blocksOf(kept);
  const after = blocksOf(now);
  const passages: Passage[] = [];
  const gone: string[] = [];
  const come: string[] = [];
  const close = (): void => {
    if (gone.length + come.length > 0) passages.push({ kind: 'changed', pieces: piecesOf(gone, come) });
    gone.length = 0;
    come.length = 0;
  };
  for (const { value, added, removed } of diffArrays(before, after)) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else {
      close();
      passages.push({ kind: 'same', blocks: value });
    }
  }
  close();
  const pieces = passages.flatMap((passage) => (passage.kind === 'changed' ? passage.pieces : []));
  return {
    same: pieces.length === 0,
    passages,
    places: passages.filter(({ kind }) => kind === 'changed').length,
    added: countIn(pieces, 'added'),
    removed: countIn(pieces, 'removed'),
  };
}

function blocksOf({ content, images }: Pick<ClipDraft, 'content' | 'images'>): string[] {
  return canonicalText(clipBlocks(content, images)).split('\n').filter(Boolean);
}

function piecesOf(gone: readonly string[], come: readonly string[]): Piece[] {
  const before = gone.join('\n');
  const after = come.join('\n');
  const changes =
    before && after ? diffArrays(tokens(before), tokens(after), { maxEditLength: mostEdits }) : undefined;
  if (!changes) {
    const both: Piece[] = [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
    return both.filter(({ text }) => text);
  }
  return changes.map(({ value, added, removed }) => ({
    kind: removed ? 'removed' : added ? 'added' : 'same',
    text: value.join(''),
  }));
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Words and what stands between them; characters one by one in scripts without blanks. */
function tokens(text: string): string[] {
  const words = new Intl.Segmenter(undefined, { granularity: 'word' });
  return Array.from(words.segment(text)).flatMap(({ segment }) =>
    unspaced.test(segment) ? Array.from(segment) : [segment],
  );
}

function countIn(pieces: readonly Piece[], kind: Piece['kind']): number {
  const counted = pieces.filter((piece) => piece.kind === kind).flatMap(({ text }) => tokens(text));
  return counted.filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
}
