import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pressButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export default {
  name: 'axe finds nothing',
  variants: () => [
    { name: 'light', theme: 'light' },
    { name: 'dark', theme: 'dark' },
  ],
  async run({ launch, site, step, variant: { theme } }) {
    const session = await launch({ theme });
    const page = await session.open(site.page('founding--modern'));

    await step('in the popup', async () => {
      const popup = await session.openPopup(page);
      await waitForText(popup, '.card', /林小满/);
      await check(popup);
      await popup.bringToFront();
      await pressButton(popup, 'Clip');
      await waitForText(popup, '.card', /Clipped/);
      await waitForClips(session, 1);
      await check(popup);
      await popup.close();
    });
    await step('in the reader', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      // The page behind is the site's, and inert: only the reader is ours.
      await check(page, { include: [['colophon-reader-surface']] });
    });
    await step('in the library', async () => {
      await waitForImages(session);
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'main .reader h1', /./);
      await check(library);
      await pressButton(library, 'Export');
      await waitForText(library, 'dialog[open]', /./);
      await check(library);
    });
  },
};

async function check(page, context) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (where) => {
    const found = await axe.run(where ?? document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => ({ target, failureSummary })),
    }));
  }, context);
  assert.deepEqual(violations, []);
}
