import assert from 'node:assert/strict';
import {
  find,
  pressButton,
  textOf,
  textsOf,
  waitForNoReader,
  waitForReader,
  waitForText,
} from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips } from '../lib/library-checks.mjs';
import { pageState } from '../lib/page-state.mjs';
import { openReader } from '../lib/reading.mjs';

const joined = /Joined from \d pages/;

/** Articles that stand on several pages: joined when the reader opens, and only then. */
export default {
  name: 'an article in parts is read and clipped as one',
  async run({ launch, site, step, shoot }) {
    const session = await launch();
    const asked = (name) => site.requests.filter((request) => request.endsWith(name)).length;

    const river = await step('nothing is asked for until the reader opens', async () => {
      const page = await session.open(site.own('parts/river.html'));
      await until('the page was found to be an article', async () =>
        /article found/.test(await session.buttonTitle(page)),
      );
      assert.equal(asked('river_2.html') + asked('river_3.html'), 0);
      return page;
    });
    await step('the reader joins the parts in order, and says so', async () => {
      const before = await pageState(river);
      await session.press(river, 'toggle-reader');
      await waitForReader(river);
      await waitForText(river, '.parts-notice', joined);
      const text = await textOf(river, '.reader .body');
      const places = [
        'The first gauge was a broom',
        'By the end of the month',
        'The second gauge was painted',
        'in forty different hands',
        'The third gauge has no numbers',
        'to be quiet in front of',
      ].map((words) => text.indexOf(words));
      assert.ok(
        places.every((place, index) => place > (places[index - 1] ?? -1)),
        String(places),
      );
      for (const words of [
        'How a town of four hundred',
        'keeps the timetable at Reed Crossing',
        'Three ways',
      ])
        assert.ok(text.split(words).length <= 2, `"${words}" is not repeated`);
      assert.deepEqual(await textsOf(river, '.part-links a'), ['Part 1', 'Part 2', 'Part 3']);
      assert.equal(asked('river_2.html'), 1);
      await shoot(river, 'parts-joined');
      await session.press(river, 'toggle-reader');
      await waitForNoReader(river);
      assert.deepEqual(await pageState(river), before);
    });
    await step('the clip holds the whole text and its parts', async () => {
      await session.press(river, 'clip-page');
      const [clip] = await waitForClips(session, 1);
      const [version] = (await session.rows('versions')).filter(({ id }) => id === clip.versionId);
      const { content } = version.record;
      assert.match(content.text, /broom handle[\s\S]*in forty different hands[\s\S]*seven stones/);
      assert.deepEqual(
        content.parts.map(({ number, url, read }) => [number, url.split('/').at(-1), read]),
        [
          [1, 'river.html', true],
          [2, 'river_2.html', true],
          [3, 'river_3.html', true],
        ],
      );
      assert.equal(content.partial, undefined);
    });
    await step('an old Chinese page is joined from GBK, with either part as the start', async () => {
      const page = await openReader(session, site.own('parts/shuichi_2.shtml'));
      await waitForText(page, '.parts-notice', joined);
      assert.match(
        await textOf(page, '.reader .body'),
        /老渡口的水尺是一根旧船桨.*从来没有断过一天.*白底红字.*新的刻痕/,
      );
      await page.close();
    });
    await step('the next article is no part', async () => {
      const page = await openReader(session, site.own('parts/tale-1.html'));
      await until('the notice is gone', async () => !(await find(page, '.parts-notice')));
      assert.doesNotMatch(await textOf(page, '.reader .body'), /left the page white/);
      await page.close();
    });
    await step('a part that cannot be had is named at its place, and read at the next try', async () => {
      site.missing.add('/own/parts/gone_2.html');
      const page = await openReader(session, site.own('parts/gone.html'));
      await waitForText(page, '.part-gap', /part 2 of 3 is missing/);
      await waitForText(page, '.parts-notice', /Part 2 of 3 could not be read/);
      assert.match(
        await textOf(page, '.reader .body'),
        /on the way to the baker.*part 2 of 3.*no numbers at all/,
      );
      await shoot(page, 'parts-missing');
      site.missing.clear();
      await pressButton(page, 'Try again', { within: 'html' });
      await waitForText(page, '.parts-notice', joined);
      assert.match(
        await textOf(page, '.reader .body'),
        /the baker.*forty different hands.*no numbers at all/,
      );
      assert.equal(await find(page, '.part-gap'), undefined);
    });
  },
};
