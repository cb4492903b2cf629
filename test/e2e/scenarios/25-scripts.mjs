import assert from 'node:assert/strict';
import { find, pressButton, textOf } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import {
  keepSettings,
  key,
  markedWords,
  openReader,
  selectWords,
  styleOf,
  waitFor,
} from '../lib/reading.mjs';

export default {
  name: 'other scripts: 简繁, columns, ruby, from right to left',
  async run({ launch, site, step, shoot }) {
    const session = await launch();

    await step(
      'Chinese is shown in the other script and back; a mark keeps the words of the page',
      async () => {
        const page = await openReader(session, site.page('reader--news-zh'));
        await key(page, 't');
        await pressButton(page, 'Traditional');
        await until('it is traditional', async () =>
          /輪渡不再停靠/.test(await textOf(page, '.reader .body')),
        );
        await key(page, 'Escape');
        await selectWords(page, '渡船改從漁港開出');
        await waitFor(page, '.markpop');
        await key(page, '1');
        await waitFor(page, 'mark.hl');
        const [version] = await until('it is kept', async () => {
          const all = await session.rows('versions');
          return all[0]?.record.highlights.length === 1 ? all : undefined;
        });
        assert.equal(version.record.highlights[0].target.selector[0].exact, '渡船改从渔港开出');
        assert.deepEqual(await markedWords(page), ['渡船改從漁港開出']);
        await key(page, 't');
        await pressButton(page, 'As written');
        await until('it is as the page wrote it', async () =>
          /轮渡不再停靠/.test(await textOf(page, '.reader .body')),
        );
        assert.deepEqual(await markedWords(page), ['渡船改从渔港开出']);
        await page.close();
      },
    );
    await step('an indent and justified lines can be chosen', async () => {
      await keepSettings(session, { indent: true, justify: false });
      const page = await openReader(session, site.page('reader--news-zh'));
      await until('the lines are indented', async () => {
        const style = await styleOf(page, '.reader .body > p', ['text-indent', 'text-align']);
        return parseFloat(style['text-indent']) > 30 && style['text-align'] === 'start';
      });
      await keepSettings(session, { indent: false, justify: 'auto' });
      await page.close();
    });
    await step('Japanese stands in columns where that is chosen, with its ruby', async () => {
      await keepSettings(session, { vertical: true });
      const page = await openReader(session, site.page('reader--ja'));
      await until('it stands in columns', async () => {
        const style = await styleOf(page, '.reader .body', ['writing-mode']);
        return style?.['writing-mode'] === 'vertical-rl';
      });
      assert.equal(await textOf(page, '.reader .body rt'), 'さんばし');
      const wide = await (await find(page, '.reader > article')).evaluate(
        (node) => node.scrollWidth > node.clientWidth,
      );
      assert.ok(wide, 'the columns go on to the left');
      await shoot(page, 'reader-ja-columns');
      await keepSettings(session, { vertical: false });
      await page.close();
    });
    await step('Arabic is set from right to left, and so is what stands around it', async () => {
      const page = await openReader(session, site.page('reader--rtl'));
      const { direction } = await styleOf(page, '.reader .body p', ['direction']);
      assert.equal(direction, 'rtl');
      const [close, contents, text] = await Promise.all(
        ['.bar button', 'nav.contents ul', '.reader .body'].map(async (selector) =>
          (await find(page, selector)).evaluate((node) => node.getBoundingClientRect().left),
        ),
      );
      assert.ok(close > 600, 'the way out is on the right');
      assert.ok(contents > text, 'the contents stand on the right of the text');
      await page.close();
    });
  },
};
