import assert from 'node:assert/strict';
import { find, textOf, waitForNoReader, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { pageState } from '../lib/page-state.mjs';
import { foundingShapes, ledTo } from '../lib/site.mjs';

const [{ expected }] = foundingShapes();

export default {
  name: 'pages that forbid or undo everything',
  variants: () => [
    { name: "default-src 'none' and Trusted Types", guise: 'strict', shot: 'reader-on-strict-page' },
    { name: 'hostile styles', guise: 'hostile', shot: 'reader-on-hostile-page' },
  ],
  async run({ launch, site, step, variant: { guise, shot }, shoot }) {
    const session = await launch();
    const page = await session.open(site.as(guise, 'founding--modern'));
    const before = await pageState(page);

    await step('the reader shows the whole text', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      const reader = await textOf(page, '.reader');
      for (const words of [expected.title, ...expected.bodyParagraphs, expected.copyrightStatement]) {
        assert.ok(reader.includes(words), words);
      }
    });
    await step('it fills the window, is dressed in its own styles, and can be clicked', async () => {
      const look = await (await find(page, '.reader h1')).evaluate((node) => {
        const box = node.getBoundingClientRect();
        const { fontSize, fontWeight, opacity } = getComputedStyle(node);
        const at = (root) => root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        let top = at(document);
        while (top?.shadowRoot) top = at(top.shadowRoot);
        return {
          size: Number.parseFloat(fontSize),
          fontWeight,
          opacity,
          onTop: node.contains(top),
          top: top?.outerHTML.slice(0, 80),
        };
      });
      assert.ok(look.size > 24, `the title is ${look.size} px high`);
      assert.ok(look.onTop, `above the title lies ${look.top}`);
      assert.equal(look.opacity, '1');
      await shoot(page, shot);
    });
    await step('the clip has text and picture', async () => {
      await session.press(page, 'clip-page');
      await waitForClips(session, 1);
      await waitForImages(session);
      assert.equal((await session.rows('assets')).length, 1);
      const [{ record }] = await session.rows('versions');
      assert.deepEqual(record.content.text.split('\n'), expected.bodyParagraphs);
    });
    if (guise === 'hostile')
      await step('a picture that leads onto this machine is not followed', async () => {
        const led = await session.open(site.onTheWeb(site.as('leading', 'founding--modern')));
        const followed = () => site.requests.filter((request) => request === `GET ${ledTo}`).length;
        // The page itself follows it, without a word of ours.
        const byThePage = followed();
        assert.ok(byThePage > 0);
        await session.press(led, 'clip-page');
        await waitForClips(session, 2);
        await waitForImages(session);
        const records = (await session.rows('versions')).map(({ record }) => record);
        const { images } = records.find(({ source }) => source.urls.retrieved === led.url());
        assert.deepEqual(
          images.map(({ failure }) => failure),
          ['no-connection'],
        );
        await led.close();
        assert.equal(followed(), byThePage);
      });
    await step('closing leaves the page as it was', async () => {
      await session.press(page, 'toggle-reader');
      await waitForNoReader(page);
      await until('the page is as it was', async () => {
        assert.deepEqual(await pageState(page), before);
        return true;
      });
    });
  },
};
