import { expect, it } from 'vitest';
import { fromMarkdown } from '../../../utils/import/sources/markdown';
import { processorTime } from '../processor-time';
import { gather } from './gather';

/**
 * Each exported function that takes texts alone is given what is hard: runs of blanks, of each kind of sign, of words that
 * nearly fit. What takes longer than a moment is given four times as much, and must not take more than eight times as
 * long: a quadratic function takes sixteen. New functions are found by their syntax.
 */
const modules = import.meta.glob<Record<string, unknown>>('../../../utils/**/*.ts');
const core = [
  'anchor',
  'aids',
  'cite',
  'clip',
  'detect',
  'dom',
  'export',
  'extract',
  'import',
  'model',
  'page',
  'rights',
];
const functions = gather([...core, 'search', 'source'].map((room) => `utils/${room}`)).functions;
const units = [
  ' ', '\n', '\t', '\u3000', '\u00a0', 'a', 'A', '0', '字', 'é', '.', ',', '-', '/', '\\', '"', "'", '(', '<', '[', '{',
  '《', '（', '“', '|', '#', '@', '&', '*', '=', '%', '：', '。', '—', '\ud83d\ude00', '\ud800', '\0',
  ' a', 'a ', '. ', ', ', '- ', 'a.', 'a@', '<a', '<p>', '<!--', '[[', '](', '![', '{{', '&#', '%2', 'http://', 'www.',
  'a-b', '1.', '2024-', '\n\n', '\n- ', '\n> ', '\n| ', '$', '`', '作者：', '来源：', '记者 ', '图 ', '摄影 ', 'by ', 'photo: ',
  '© ', 'licence ', 'CC BY ', '(c) 20', '原标题：', '编辑：', 'tag:', 'is:', '"a" OR ',
]; // biome-ignore format: a table

it('finds the functions by their syntax', () => {
  expect(functions.length).toBeGreaterThan(100);
});

it.each(functions.filter(({ name }) => name !== 'fromMarkdown'))(
  '$name ($file) takes time in proportion to the text',
  { timeout: 20_000 },
  async (at) => {
    const take = (await modules[`../../../${at.file}`]?.())?.[at.name];
    if (typeof take !== 'function') throw new Error('it is not exported');
    const slow: string[] = [];
    for (const unit of units) {
      const run = async (length: number): Promise<number> => {
        const text = unit.repeat(Math.ceil(length / unit.length));
        const started = processorTime();
        try {
          await take(...Array.from({ length: at.texts }, () => text));
        } catch {
          // It may refuse such a text; it only may not take long about it.
        }
        return processorTime() - started;
      };
      if ((await isSlow(run)) && (await isSlow(run))) slow.push(unit);
    }
    expect(slow).toEqual([]);
  },
);

async function isSlow(run: (length: number) => Promise<number>): Promise<boolean> {
  if ((await run(200)) > 200 && (await run(200)) > 200) return true;
  if ((await run(4_000)) < 5) return false;
  const least = async (length: number) => Math.min(await run(length), await run(length), await run(length));
  return (
    (await least(16_000)) > 8 * (await least(4_000)) && (await least(64_000)) > 8 * (await least(16_000))
  );
}

it('Markdown in which nothing opened is read in time', { timeout: 60_000 }, () => {
  for (const unit of [']', '](', '[', '![', '*a ', '`a', '\n> ']) {
    const started = processorTime();
    fromMarkdown(unit.repeat(20_000 / unit.length), 'a.md');
    expect(processorTime() - started, unit).toBeLessThan(3_000);
  }
});
