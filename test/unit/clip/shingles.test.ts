import { describe, expect, it } from 'vitest';
import {
  bandsOf,
  compareTexts,
  resemblance,
  SAME_TEXT,
  type Signature,
  signatureOf,
} from '../../../utils/clip/shingles';
import { processorTime } from '../processor-time';

/** Numbers that look random and are the same every time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

interface Words {
  who: string[];
  does: string[];
  what: string[];
  where: string[];
  sentence: (who: string, does: string, what: string, where: string) => string;
  /** A statement that all papers quote on the same day. */
  statement: string;
}

/** Each of the one with each of the other: a small vocabulary that says many things. */
const crossed = (first: string, second: string, join: string): string[] =>
  first.split(',').flatMap((one) => second.split(',').map((other) => `${one}${join}${other}`));

const english: Words = {
  who: crossed(
    'the old,the new,the other,a tired,a cheerful,the youngest,a careful,the only',
    'keeper,ferryman,mayor,carpenter,post mistress,geographer,teacher,night watchman,shopkeeper,sailor,widow,clerk',
    ' ',
  ),
  does: crossed(
    'slowly,at once,gladly,again,hardly ever,with great care',
    'mended,counted,carried home,sold,painted,forgot,promised,looked for,lent out,described,kept,gave away',
    ' ',
  ),
  what: crossed(
    'the torn,a yellow,every second,the heavy,a borrowed,the last,some of the,her own',
    'charts,books,lamps,planks,ledgers,letters,ropes,sails,stores,coins,steps,windows',
    ' ',
  ),
  where:
    'at the landing stage,before the tide came in,on odd days,without a word,in the rain,behind the mill,while the bell rang,for the second time,after supper,near the old bridge,under the canvas,as every year'.split(
      ',',
    ),
  sentence: (...parts) => `${parts.join(' ')}.`,
  statement:
    'The council of Harrow Quay said on Tuesday that the boat would stay where it was until the spring, and that the town would pay for a roof.',
};
const chinese: Words = {
  who: crossed(
    '年老的,新来的,另一位,疲惫的,快活的,最年轻的,细心的,唯一的',
    '管船人,船工,镇长,木匠,邮差,地理学者,老师,守夜人,店主,水手,寡妇,文书',
    '',
  ),
  does: crossed(
    '慢慢地,立刻,高兴地,又一次,几乎从不,小心翼翼地',
    '修补,清点,带回,卖掉,油漆,忘记,答应过,寻找,借出,描述,收好,送掉',
    '',
  ),
  what: crossed(
    '撕破的,发黄的,隔一个的,沉重的,借来的,最后的,一部分,自己的',
    '海图,书本,灯笼,木板,账簿,信件,缆绳,船帆,存粮,硬币,台阶,窗户',
    '',
  ),
  where:
    '在旧码头边,趁着涨潮之前,每逢单日,一句话也没说,在雨里,在磨坊后面,钟声响起的时候,第二次,吃过晚饭以后,离老桥不远,在油布下面,像往年一样'.split(
      ',',
    ),
  sentence: (who, does, what, where) => `${who}${where}${does}${what}。`,
  statement:
    '河口镇政府星期二表示，木船在开春以前不会移动，修顶棚的费用由镇里承担，任何人不得擅自搬走船上的书。',
};

/** Articles on the same few people and things: what an unrelated text on the same topic looks like. */
function article(words: Words, seed: number, paragraphs: number): string[] {
  const roll = dice(seed * 7919 + 13);
  const pick = (list: readonly string[]) => list[roll(list.length)] as string;
  const made = Array.from({ length: paragraphs }, () =>
    Array.from({ length: 3 + roll(3) }, () =>
      words.sentence(pick(words.who), pick(words.does), pick(words.what), pick(words.where)),
    ).join(' '),
  );
  return [...made.slice(0, 3), words.statement, ...made.slice(3)];
}

/** What other sites do to a text. */
const reprints: Record<string, (text: string[], words: Words, seed: number) => string[]> = {
  'the same, under another headline': (text) => text,
  'another introduction': (text, words, seed) => [...article(words, seed + 5000, 1), ...text.slice(2)],
  'the end cut off': (text) => text.slice(0, Math.ceil(text.length * 0.65)),
  'both, and a paragraph of their own': (text, words, seed) => [
    ...article(words, seed + 6000, 1).slice(0, 1),
    ...text.slice(1, Math.ceil(text.length * 0.8)),
    ...article(words, seed + 7000, 1).slice(0, 1),
  ],
  'a word changed here and there': (text, words, seed) => {
    const roll = dice(seed);
    return text.map((line) =>
      roll(3) === 0 ? line.replace(words.where[roll(12)] as string, 'Ida Marlowe') : line,
    );
  },
};

const COUNT = 120;

describe.each([
  ['English', english],
  ['Chinese', chinese],
] as const)('reprints of %s texts', (_, words) => {
  const originals = Array.from({ length: COUNT }, (_, i) => article(words, i, 10 + (i % 9)));
  const signatures = originals.map((text) => signatureOf(text.join('\n')) as Signature);
  const index = new Map<number, number[]>();
  signatures.forEach((signature, i) => {
    for (const key of bandsOf(signature)) index.set(key, [...(index.get(key) ?? []), i]);
  });
  /** As the library finds them: by a key in common, confirmed by the signatures. */
  const find = (text: string): number[] => {
    const signature = signatureOf(text) as Signature;
    const candidates = new Set(bandsOf(signature).flatMap((key) => index.get(key) ?? []));
    return [...candidates].filter((i) => resemblance(signatures[i] as Signature, signature) >= SAME_TEXT);
  };

  it.each(Object.entries(reprints))('%s: found, and nothing else', (_, change) => {
    let right = 0;
    let found = 0;
    originals.forEach((text, i) => {
      const hits = find(change(text, words, i).join('\n'));
      if (hits.includes(i)) right += 1;
      found += hits.length;
    });
    expect(right / COUNT, 'recall').toBeGreaterThanOrEqual(0.95);
    expect(right / found, 'precision').toBeGreaterThanOrEqual(0.99);
  });

  it('other texts on the same topic, with the same statement quoted, are not one text', () => {
    const others = Array.from({ length: COUNT }, (_, i) => article(words, i + 9000, 8 + (i % 9)));
    expect(others.filter((text) => find(text.join('\n')).length > 0)).toHaveLength(0);
  });
});

describe('a signature', () => {
  const text = article(english, 1, 12).join('\n');

  it('is plain numbers, and indexed by safe integers', () => {
    const signature = signatureOf(text) as Signature;
    expect(signature).toHaveLength(72);
    expect(JSON.parse(JSON.stringify(signature))).toEqual(signature);
    expect(signature.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)).toBe(true);
    expect(bandsOf(signature).every(Number.isSafeInteger)).toBe(true);
    expect(new Set(bandsOf(signature)).size).toBe(24);
  });

  it('stays what it is from version to version of ours: kept ones must still be found', () => {
    expect((signatureOf(text) as Signature).slice(0, 4)).toMatchInlineSnapshot(`
      [
        415821128,
        506955562,
        1136877926,
        1011139747,
      ]
    `);
    expect(bandsOf(signatureOf(text) as Signature).slice(0, 2)).toMatchInlineSnapshot(`
      [
        2394715300,
        6131550679,
      ]
    `);
  });

  it('does not heed case, width, punctuation and spacing', () => {
    expect(signatureOf(text.toUpperCase().replaceAll('.', ' !\n'))).toEqual(signatureOf(text));
    const zh = article(chinese, 1, 12).join('\n');
    expect(signatureOf(zh.replaceAll('。', '．　'))).toEqual(signatureOf(zh));
  });

  it('is not made of a few words', () => {
    expect(signatureOf('')).toBeUndefined();
    expect(signatureOf('The boat is closed on Monday.')).toBeUndefined();
    expect(signatureOf('木船星期一不开放。')).toBeUndefined();
  });

  it('is made in a moment for a very long text', () => {
    const long = Array.from({ length: 300 }, (_, i) => article(english, i, 6).join('\n')).join('\n');
    const from = processorTime();
    expect(signatureOf(long)).toBeDefined();
    expect(processorTime() - from).toBeLessThan(2_000);
  });
});

describe('two texts compared exactly', () => {
  const text = article(chinese, 3, 14);

  it('a cut one stands whole in the longer one', () => {
    const { resemblance, containment } = compareTexts(text.join('\n'), text.slice(0, 5).join('\n'));
    expect(containment).toBe(1);
    expect(resemblance).toBeLessThan(0.6);
  });

  it('has nothing to say of nothing', () => {
    expect(compareTexts('', text.join('\n'))).toEqual({ resemblance: 0, containment: 0 });
  });
});
