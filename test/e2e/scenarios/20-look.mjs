import assert from 'node:assert/strict';
import { find, findButton, pressButton, textOf } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { keptSettings, key, openReader, styleOf, waitFor, waitForNo } from '../lib/reading.mjs';

/** The value of a custom property or style of the reader's article, as it is shown now. */
const shows = (page, selector, name, wanted) =>
  until(`${selector} has ${name} ${wanted}`, async () => {
    const style = await styleOf(page, selector, [name]);
    return wanted.test(style?.[name].trim() ?? '') ? style : undefined;
  });

export default {
  name: 'text and theme',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await openReader(session, site.page('reader--news'));
    const choose = (name) => pressButton(page, name);
    const background = async () => (await styleOf(page, '.sheet', ['background-color']))['background-color'];

    await step('the panel opens with its key', async () => {
      await key(page, 't');
      await waitFor(page, '.typepanel');
    });
    await step('each theme has a ground of its own', async () => {
      const grounds = new Set();
      for (const name of ['Paper', 'Sepia', 'Grey', 'Dark', 'Black', 'Contrast']) {
        await choose(name);
        await until(`${name} is another ground`, async () => !grounds.has(await background()));
        grounds.add(await background());
      }
      assert.equal(grounds.size, 6);
      await choose('Auto');
    });
    await step('each face is another', async () => {
      await choose('Mono');
      await shows(page, '.reader .body p', 'font-family', /monospace/);
      await choose('Legible');
      await shows(page, '.reader .body p', 'font-family', /Colophon Legible/);
      await until('the face itself has come', () =>
        page.evaluate(() =>
          [...document.fonts].some(
            (face) => /Colophon Legible/.test(face.family) && face.status === 'loaded',
          ),
        ),
      );
      await choose('Serif');
      await shows(page, '.reader .body p', 'font-family', /serif/);
      await until('the face is taken away again', () =>
        page.evaluate(() => ![...document.fonts].some((face) => /Colophon/.test(face.family))),
      );
    });
    await step('size, line, measure, letters and paragraphs change at once', async () => {
      await choose('Larger');
      await shows(page, '.reader', 'font-size', /^21px$/);
      await choose('Looser');
      await shows(page, '.reader .body p', 'line-height', /^36\.75px$/);
      const before = await find(page, '.reader > article').then((node) =>
        node.evaluate((each) => each.clientWidth),
      );
      await choose('Narrower');
      await until('the lines are shorter', async () => {
        const now = await find(page, '.reader > article').then((node) =>
          node.evaluate((each) => each.clientWidth),
        );
        return now < before;
      });
      await choose('Justify');
      await shows(page, '.reader .body p', 'text-align', /justify/);
      await (await find(page, '.typepanel .more > summary')).click();
      await key(page, 'Tab');
      const [, moreLetter, , moreParagraph] = await (await find(page, '.typepanel .more')).$$(
        '.stepper button',
      );
      await moreLetter.click();
      await shows(page, '.reader', 'letter-spacing', /^0\.42px$/);
      await moreParagraph.click();
      await shows(page, '.reader .body > p + p', 'margin-block-start', /^2[6-7]/);
    });
    await step('images can be left out, and lines be focused', async () => {
      await choose('Show images');
      await shows(page, '.reader .body figure', 'display', /none/);
      await choose('Show images');
      await choose('Line focus');
      await waitFor(page, '.sheet[data-focus-line]');
      await choose('Line focus');
      await waitForNo(page, '.sheet[data-focus-line]');
    });
    await step('what was chosen is remembered, and holds in the library', async () => {
      await until('the choices are kept', async () => {
        const { size, justify, letterStep } = await keptSettings(session);
        return size === 21 && justify === true && letterStep === 1;
      });
      await key(page, 'Escape');
      await key(page, 'c');
      await until('it is clipped', async () => (await session.rows('clips')).length === 1);
      const library = await session.openExtensionPage('library.html');
      await waitFor(library, '.reader .body');
      await shows(library, '.reader', 'font-size', /^21px$/);
      await library.close();
    });
    await step('a site may have a look of its own', async () => {
      await page.bringToFront();
      await key(page, 't');
      await waitFor(page, '.typepanel');
      await choose('Only for localhost');
      await until('the site has its own', async () => 'sites' in (await keptSettings(session)));
      await choose('Smaller');
      await shows(page, '.reader', 'font-size', /^19px$/);
      const kept = await until('it is kept for the site', async () => {
        const now = await keptSettings(session);
        return Object.values(now.sites)[0]?.size === 19 ? now : undefined;
      });
      assert.equal(kept.size, 21);
    });
    await step('all of it goes back', async () => {
      await choose('Only for localhost');
      await choose('Back to default');
      await shows(page, '.reader .body p', 'text-align', /start/);
      await shows(page, '.reader', 'font-size', /^19px$/);
      assert.ok(!(await findButton(page, 'nothing')));
      assert.match(await textOf(page, '.typepanel'), /19 px/);
    });
  },
};
