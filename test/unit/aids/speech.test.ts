import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseVoice, type Voice, voicesFor } from '../../../utils/aids/choose-voice';
import { sentencesOf } from '../../../utils/aids/sentences';
import { speechLanguage } from '../../../utils/aids/speech-language';
import { SpeechQueue, type SpeechState, type Synth, type Utterance } from '../../../utils/aids/speech-queue';

function spoken(text: string, lang: string): [string, string][] {
  return sentencesOf(text, lang).map((each) => [text.slice(each.start, each.end), each.lang]);
}

describe('sentences', () => {
  it('end where a reader would breathe, also after quotes and brackets', () => {
    expect(
      spoken('The tide turned. “Cast off!” he said. (Nobody moved.) Why?', 'en').map(([text]) => text),
    ).toEqual(['The tide turned.', '“Cast off!” he said.', '(Nobody moved.)', 'Why?']);
    expect(spoken('潮水退了。“起锚！”他说。为什么？', 'zh').map(([text]) => text)).toEqual([
      '潮水退了。',
      '“起锚！”',
      '他说。',
      '为什么？',
    ]);
  });

  it('go on after titles, initials and shortened words', () => {
    expect(
      spoken('Dr. A. Marlowe met Mrs. Lin, e.g. at noon. They left.', 'en').map(([text]) => text),
    ).toEqual(['Dr. A. Marlowe met Mrs. Lin, e.g. at noon.', 'They left.']);
  });

  it('change the language at the sentence, and not for a word', () => {
    expect(
      spoken('他在采访中说得很慢。I kept the light for thirty years. 然后他关上 Slate 灯。', 'zh-CN'),
    ).toEqual([
      ['他在采访中说得很慢。', 'zh-CN'],
      ['I kept the light for thirty years.', 'en'],
      ['然后他关上 Slate 灯。', 'zh-CN'],
    ]);
    expect(spoken('She wrote it down. 灯塔还亮着。', 'en-GB')).toEqual([
      ['She wrote it down.', 'en-GB'],
      ['灯塔还亮着。', 'zh'],
    ]);
    expect(speechLanguage('灯台を守る', 'en')).toBe('ja');
    expect(speechLanguage('Le phare est éteint.', 'fr')).toBe('fr');
    expect(speechLanguage('2019–2024', 'ar')).toBe('ar');
  });

  it('hold every letter of the text once, in order', () => {
    const piece = fc.constantFrom(
      'The tide. ',
      '潮水退了。',
      'Mr. Lin ',
      '“Go!” ',
      '… ',
      'שלום. ',
      '？',
      '  ',
      'e.g. ',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.constantFrom('en', 'zh-CN', 'he', 'not a tag'),
        (parts, lang) => {
          const text = parts.join('');
          const found = sentencesOf(text, lang);
          let at = 0;
          for (const { start, end } of found) {
            expect(text.slice(at, start)).not.toMatch(/[\p{L}\p{N}]/u);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(text.slice(at)).not.toMatch(/[\p{L}\p{N}]/u);
        },
      ),
    );
  });
});

describe('a voice', () => {
  const voice = (lang: string, more: Partial<Voice> = {}): Voice => ({
    name: lang,
    lang,
    localService: true,
    default: false,
    voiceURI: `${lang}-${more.name ?? ''}`,
    ...more,
  });
  const voices = [
    voice('en-GB', { default: true }),
    voice('en-US'),
    voice('zh_CN'),
    voice('zh-TW'),
    voice('zh-HK'),
  ];

  it('is of the region where there is one, else of the language', () => {
    expect(chooseVoice(voices, 'en-US')?.lang).toBe('en-US');
    expect(chooseVoice(voices, 'en-AU')?.lang).toBe('en-GB');
    expect(chooseVoice(voices, 'zh')?.lang).toBe('zh_CN');
    expect(chooseVoice(voices, 'zh-Hant')?.lang).toBe('zh-TW');
    expect(chooseVoice(voices, 'yue')?.lang).toBe('zh-HK');
    expect(chooseVoice(voices, 'fr')).toBeUndefined();
    expect(voicesFor(voices, 'zh')).toHaveLength(3);
  });

  it('is one of this machine before one that sends the text away, and the chosen one before all', () => {
    const two = [voice('de-DE', { name: 'net', localService: false, default: true }), voice('de-AT')];
    expect(chooseVoice(two, 'de')?.lang).toBe('de-AT');
    expect(chooseVoice(two, 'de', { de: 'de-DE-net' })?.name).toBe('net');
  });
});

/** Speaks when the test says so. */
class FakeSynth implements Synth {
  said: string[] = [];
  current: { end: () => void; fail: () => void } | undefined;

  speak(utterance: Utterance, rate: number, told: Parameters<Synth['speak']>[2]): void {
    this.said.push(`${utterance.text}@${rate}`);
    this.current = { end: told.ended, fail: () => told.failed('no') };
  }

  cancel(): void {
    this.current = undefined;
  }
}

function start(texts: [block: number, text: string][]) {
  const synth = new FakeSynth();
  const states: SpeechState[] = [];
  const items = texts.map(([block, text]) => ({ block, text, lang: 'en' }));
  return { synth, states, queue: new SpeechQueue(items, synth, (state) => states.push(state)) };
}

describe('the queue', () => {
  const texts: [number, string][] = [
    [0, 'a'],
    [0, 'b'],
    [1, 'c'],
    [1, 'd'],
    [2, 'e'],
  ];

  it('speaks one after the other, and ends', () => {
    const { synth, queue } = start(texts);
    queue.play();
    for (let i = 0; i < texts.length; i++) synth.current?.end();
    expect(synth.said).toEqual(['a@1', 'b@1', 'c@1', 'd@1', 'e@1']);
    expect(queue.state).toEqual({ status: 'ended', index: 4, rate: 1 });
    queue.play();
    expect(synth.said.at(-1)).toBe('a@1');
  });

  it('goes on with the sentence that was interrupted', () => {
    const { synth, queue } = start(texts);
    queue.play();
    synth.current?.end();
    const left = synth.current;
    queue.pause();
    expect(queue.state.status).toBe('paused');
    left?.end(); // the voice tells late that it ended: it was left already
    expect(queue.state).toMatchObject({ status: 'paused', index: 1 });
    queue.toggle();
    expect(synth.said).toEqual(['a@1', 'b@1', 'b@1']);
  });

  it('skips by sentence and by paragraph, both ways, and stays within the text', () => {
    const { queue } = start(texts);
    queue.play();
    queue.skipSentence(1);
    expect(queue.state.index).toBe(1);
    queue.skipBlock(1);
    expect(queue.state.index).toBe(2);
    queue.skipSentence(1);
    queue.skipBlock(-1);
    expect(queue.state.index).toBe(2); // first back to the beginning of this paragraph
    queue.skipBlock(-1);
    expect(queue.state.index).toBe(0);
    queue.skipSentence(-1);
    expect(queue.state.index).toBe(0);
    queue.skipBlock(1);
    queue.skipBlock(1);
    queue.skipBlock(1);
    expect(queue.state.status).toBe('ended');
  });

  it('does not begin to speak when a silent queue is skipped', () => {
    const { synth, queue } = start(texts);
    queue.skipSentence(1);
    expect(queue.state).toMatchObject({ status: 'idle', index: 1 });
    expect(synth.said).toEqual([]);
  });

  it('takes a new speed at once', () => {
    const { synth, queue } = start(texts);
    queue.play();
    queue.setRate(1.7);
    expect(synth.said).toEqual(['a@1', 'a@1.7']);
    queue.pause();
    queue.setRate(2);
    expect(synth.said).toHaveLength(2);
  });

  it('passes over a sentence that cannot be spoken, and says so when none can', () => {
    const { synth, queue } = start(texts);
    queue.play();
    synth.current?.fail();
    expect(queue.state).toMatchObject({ status: 'playing', index: 1 });
    synth.current?.fail();
    synth.current?.fail();
    expect(queue.state.status).toBe('failed');
  });

  it('is quiet where there is nothing to say', () => {
    const { synth, queue } = start([]);
    queue.play();
    queue.skipBlock(1);
    queue.skipSentence(-1);
    expect(synth.said).toEqual([]);
    expect(queue.state.status).toBe('ended');
  });

  it('never tells of a turn that was left, whatever is pressed', () => {
    const act = fc.constantFrom(
      'play',
      'pause',
      'toggle',
      'next',
      'back',
      'nextBlock',
      'backBlock',
      'end',
      'late',
      'faster',
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const { synth, queue } = start(texts);
        let stale: FakeSynth['current'];
        for (const each of acts) {
          const before = synth.current;
          if (each === 'play') queue.play();
          else if (each === 'pause') queue.pause();
          else if (each === 'toggle') queue.toggle();
          else if (each === 'next') queue.skipSentence(1);
          else if (each === 'back') queue.skipSentence(-1);
          else if (each === 'nextBlock') queue.skipBlock(1);
          else if (each === 'backBlock') queue.skipBlock(-1);
          else if (each === 'end') synth.current?.end();
          else if (each === 'faster') queue.setRate(2);
          else {
            const was = { ...queue.state };
            stale?.end();
            expect(queue.state).toEqual(was);
          }
          if (synth.current !== before) stale = before;
          expect(queue.state.status === 'playing').toBe(synth.current !== undefined);
          expect(queue.state.index).toBeGreaterThanOrEqual(0);
          expect(queue.state.index).toBeLessThan(texts.length);
        }
      }),
    );
  });
});
