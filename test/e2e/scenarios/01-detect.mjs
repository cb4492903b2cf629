import assert from 'node:assert/strict';
import { until } from '../../../scripts/lib/until.mjs';
import { foundingShapes } from '../lib/site.mjs';

const found = /: article found/;
const quiet = /no article/;

export default {
  name: 'the toolbar button tells what a page is',
  async run({ launch, site, step }) {
    const session = await launch();
    const says = (page, pattern) =>
      until(`the button says ${pattern}`, async () => {
        const title = await session.buttonTitle(page);
        return pattern.test(title) ? title : undefined;
      });
    const titles = { found: '', quiet: '' };

    for (const shape of foundingShapes()) {
      await step(`${shape.name} is an article`, async () => {
        const page = await session.open(site.origin + shape.path);
        titles.found = await says(page, found);
        await page.close();
      });
    }
    await step('a shop is none', async () => {
      const page = await session.open(site.own('shop.html'));
      titles.quiet = await says(page, quiet);
      assert.notEqual(titles.quiet, titles.found);
      await page.close();
    });
    await step('an article that appears in place is one, and going back it is none again', async () => {
      const page = await session.open(site.own('app.html'));
      await says(page, new RegExp(`^${titles.quiet}$`));
      await page.click('#go');
      await says(page, new RegExp(`^${titles.found}$`));
      await page.evaluate(() => history.back());
      await says(page, new RegExp(`^${titles.quiet}$`));
    });
    await step('the keys are assigned as asked for', async () => {
      const commands = await session.inExtension((api) => api.commands.getAll());
      const keys = Object.fromEntries(commands.map(({ name, shortcut }) => [name, shortcut]));
      assert.equal(keys['toggle-reader'], 'Alt+R');
      assert.equal(keys['clip-page'], 'Alt+Shift+K');
    });
  },
};
