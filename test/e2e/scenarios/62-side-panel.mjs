import assert from 'node:assert/strict';
import { find, pressButton, textOf, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { waitForClips } from '../lib/library-checks.mjs';

const slate = 'The slate at Reed Crossing';

/** The panel beside the page: it follows the tab, clips it, takes tags and a note, and holds the library. */
export default {
  name: 'the side panel',
  async run({ launch, site, step, shoot, browser }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));
    const panel = await session.openSidePanel(page);
    // In Firefox the panel stands behind the page, and gets no pointer there.
    const press = (name, within) =>
      browser === 'firefox'
        ? panel.evaluate(
            (wanted, place) => {
              const buttons = [...document.querySelectorAll(`${place} button`)];
              const nameOf = (node) => node.getAttribute('aria-label') ?? node.textContent.trim();
              buttons.find((node) => node.checkVisibility() && nameOf(node).startsWith(wanted)).click();
            },
            name,
            within ?? 'body',
          )
        : pressButton(panel, name, { within });

    await step('it shows the page of the tab, and clips it', async () => {
      await waitForText(panel, '#view-page', /林小满/);
      await press('Clip', '#view-page');
      await waitForClips(session, 1);
      await waitForText(panel, '#view-page .saved', /Clipped/);
    });
    await step('tags and a note are kept at once', async () => {
      const tag = await until('there is a field', () => find(panel, '#view-page .tag-field input'));
      await tag.focus();
      await tag.type('river,');
      await until('the tag is kept', async () => (await session.rows('clips'))[0].tags.join() === 'river');
      const note = await find(panel, '#view-page textarea');
      await note.focus();
      await note.type('Ask **Mei** about the slate');
      await note.press('Escape'); // a page that stands behind loses no focus
      await until('the note is kept', async () => (await session.rows('clips'))[0].note?.includes('**Mei**'));
      await checkAccess(panel);
      if (browser === 'chromium') await shoot(panel, 'side-panel-page');
    });
    await step('it follows the tab', async () => {
      await page.goto(site.own('app.html'));
      await page.click('#go');
      await waitForText(panel, '#view-page h1', new RegExp(slate));
    });
    await step('the library beside the page: the list, then the clip, then its facts, and back', async () => {
      await press('Library', '.panel-tabs');
      await until('the list is shown', async () => (await textsOf(panel, '.row h2')).length === 1);
      assert.deepEqual(await textsOf(panel, '.row .chip'), ['river']);
      if (browser === 'chromium') await shoot(panel, 'side-panel-library');
      await checkAccess(panel);
      await panel.evaluate(() => document.querySelector('.row h2 a').click());
      await waitForText(panel, '.clip .reader h1', /\S/);
      await press('Source and rights');
      await waitForText(panel, '.clip .panel', /Reserved/);
      assert.equal(
        await find(panel, '.note-words strong').then((node) => node?.evaluate((b) => b.textContent)),
        'Mei',
      );
      await press('Back to the text');
      await press('Back to the list');
      await waitForText(panel, '.list .sorts', /1 clip/);
    });
    await step('nothing runs out of a panel of 320 pixels', async () => {
      await panel.setViewport({ width: 320, height: 700 });
      const over = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.equal(over, 0);
      assert.match((await textOf(panel, '.list .sorts')) ?? '', /1 clip/);
    });
  },
};
