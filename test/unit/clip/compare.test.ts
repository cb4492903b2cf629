import { describe, expect, it } from 'vitest';
import { compareTexts } from '../../../utils/clip/compare';
import { sampleDraft } from './sample';

const compare = (before: string, now: string) =>
  compareTexts(sampleDraft({ text: before }), sampleDraft({ text: now }));
const changes = (before: string, now: string) =>
  compare(before, now).passages.flatMap((passage) =>
    passage.kind === 'changed' ? passage.pieces.filter(({ kind }) => kind !== 'same') : [],
  );

describe('a clip compared with its page', () => {
  it('is the same where only layout and invisible characters moved', () => {
    const now = compare(
      'The river  turned.\nNobody saw it.',
      'The river turned.\n\n\u200bNobody\u00a0saw it.',
    );
    expect(now).toMatchObject({ same: true, places: 0, added: 0, removed: 0 });
  });

  it('shows words that differ, in English by whole words', () => {
    expect(changes('The river turned the wheels.', 'The river stopped the wheels.')).toEqual([
      { kind: 'removed', text: 'turned' },
      { kind: 'added', text: 'stopped' },
    ]);
  });

  it('shows characters that differ in Chinese', () => {
    expect(changes('末班船共载客四百余人次。', '末班船共载客412人次。')).toEqual([
      { kind: 'removed', text: '四百余' },
      { kind: 'added', text: '412' },
    ]);
  });

  it('counts places and words, and keeps what is alike as whole blocks', () => {
    const now = compare('One.\nTwo stays.\nThree is here.', 'One.\nTwo stays.\nThree was here once.\nFour.');
    expect(now).toMatchObject({ same: false, places: 1, added: 3, removed: 1 });
    expect(now.passages.filter(({ kind }) => kind === 'same')).toHaveLength(2); // before it, and the caption after it
  });

  it('gives up on words where everything differs, and says so as one text gone and another come', () => {
    const many = (word: string) => Array.from({ length: 6000 }, (_, index) => `${word}${index}`).join(' ');
    expect(changes(many('a'), many('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
