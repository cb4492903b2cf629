import assert from 'node:assert/strict';
import { find, pressButton, textOf, waitForNoReader, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { key, openReader, waitFor, waitForNo } from '../lib/reading.mjs';

export default {
  name: 'contents, place and keys',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await openReader(session, site.page('reader--essay'));
    const scrolled = async () => (await find(page, '.scroller')).evaluate((node) => node.scrollTop);

    await step('the contents lead to a heading and mark where one is', async () => {
      await pressButton(page, 'Eleven blank mornings');
      await until('its line is marked', async () =>
        /Eleven/.test((await textOf(page, 'nav.contents [aria-current]')) ?? ''),
      );
      await key(page, 'p');
      await until('the one before is marked', async () =>
        /What the wire knew/.test((await textOf(page, 'nav.contents [aria-current]')) ?? ''),
      );
      assert.match(await textOf(page, 'nav.contents .left'), /minutes? left/);
    });
    await step('page keys scroll', async () => {
      await (await find(page, '.scroller')).evaluate((node) =>
        node.scrollTo({ top: 0, behavior: 'instant' }),
      );
      await (await find(page, '.reader h1')).evaluate((node) => node.focus());
      await key(page, 'PageDown');
      await until('it has scrolled', async () => (await scrolled()) > 200);
      await key(page, ' ');
      const before = await scrolled();
      await until('it has scrolled on', async () => (await scrolled()) >= before);
    });
    await step('the place is kept and offered on return, and only then gone to', async () => {
      // The page keys scroll smoothly: an unfinished way would lead on from the place.
      await until('the paragraph stands at the top', async () =>
        (await find(page, '.scroller')).evaluate((node) => {
          const heading = [...node.querySelectorAll('h2')].find(
            (each) => each.textContent === 'The brass machine',
          );
          const { top } = heading.nextElementSibling.getBoundingClientRect();
          if (top > 40 && top < 120) return true;
          heading.nextElementSibling.scrollIntoView({ block: 'start', behavior: 'instant' });
          return false;
        }),
      );
      await until('its section is marked', async () =>
        /brass machine/.test((await textOf(page, 'nav.contents [aria-current]')) ?? ''),
      );
      // Closed before the scrolling has rested: the place is kept all the same.
      await key(page, 'Escape');
      await waitForNoReader(page);
      await until('it is kept', () =>
        session.inExtension(async (api) =>
          Object.values((await api.storage.local.get('places')).places ?? {}).some(({ quote }) =>
            quote.startsWith('Until 1961'),
          ),
        ),
      );
      await page.reload({ waitUntil: 'load' });
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await waitFor(page, '.place-offer');
      assert.match(await textOf(page, '.place-offer'), /Until 1961 the adding/);
      assert.equal(await scrolled(), 0);
      await pressButton(page, 'Go there');
      await until('it is there', async () => (await scrolled()) > 300);
      await waitForNo(page, '.place-offer');
    });
    await step('all keys are listed, and one can be given to another action', async () => {
      await key(page, '?');
      await waitFor(page, 'dialog.keys[open]');
      await pressButton(page, 'Change the key for “Text and theme”');
      await key(page, 'y');
      await until('it is said', async () => /Y is now the key/.test(await textOf(page, 'dialog.keys')));
      await key(page, 'Escape');
      await waitForNo(page, 'dialog.keys');
      await key(page, 't');
      await key(page, 'y');
      await waitFor(page, '.typepanel');
      await key(page, 'Escape');
      await waitForNo(page, '.typepanel');
      assert.ok(await find(page, '.reader'));
    });
    await step('no key acts that a script makes up', async () => {
      await (await find(page, '.scroller')).evaluate((node) => {
        const press = (more) =>
          node.dispatchEvent(
            new KeyboardEvent('keydown', { key: 'y', bubbles: true, composed: true, ...more }),
          );
        press({});
        press({ isComposing: true });
      });
      assert.ok(!(await find(page, '.typepanel')));
    });
    await step('a control that goes away with the focus leaves the keys in the reader', async () => {
      const holder = await (await find(page, '.reader')).evaluate(async (reader) => {
        const button = reader.appendChild(document.createElement('button'));
        button.focus();
        button.remove();
        await undefined; // sooner than any key or timer
        return reader.getRootNode().activeElement?.className;
      });
      assert.match(holder ?? '', /scroller/);
    });
    await step('Escape closes, and the page never heard a key', async () => {
      await key(page, 'Escape');
      await waitForNoReader(page);
    });
  },
};
