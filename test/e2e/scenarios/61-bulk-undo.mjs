import assert from 'node:assert/strict';
import { find, pressButton, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { keptClips } from '../lib/library-checks.mjs';
import { fillLibrary } from '../lib/many-clips.mjs';

/** Many clips at once: selecting by mouse and keys, what is done with them, all of it taken back, and the Trash. */
export default {
  name: 'many clips at once',
  async run({ launch, step, shoot }) {
    const session = await launch();
    const library = await session.openExtensionPage('library.html');
    await library.bringToFront();
    await fillLibrary(library, 120);
    await waitForText(library, '.list .sorts', /120 clips/);
    const key = (name) => library.keyboard.press(name);
    const selected = (text) => waitForText(library, '.bulk', text);
    const row = (place) =>
      until(`row ${place} is drawn`, () => find(library, `.row[data-place="${place}"] h2 a`));
    const clickRow = async (place, held) => {
      if (held) await library.keyboard.down(held);
      await (await row(place)).click();
      if (held) await library.keyboard.up(held);
    };
    const count = (isSo) => async () => (await session.rows('clips')).filter(isSo).length;
    const becomes = (what, isSo, wanted) => until(what, async () => (await count(isSo)()) === wanted);

    await step('Ctrl selects one more, Shift a range, x one, Shift and arrows go on', async () => {
      await clickRow(1);
      await waitForText(library, '.clip .reader h1', /Clip 119/);
      await clickRow(3, 'Control');
      await selected(/1 selected/);
      await clickRow(6, 'Shift');
      await selected(/4 selected/);
      await clickRow(5, 'Shift');
      await selected(/3 selected/);
      await clickRow(0);
      await waitForText(library, '.clip .reader h1', /Clip 120/);
      await key('x');
      await selected(/4 selected/);
      await library.keyboard.down('Shift');
      await key('ArrowDown');
      await key('ArrowDown');
      await library.keyboard.up('Shift');
      await selected(/6 selected/);
      assert.equal((await textsOf(library, '.row[aria-selected="true"]')).length, 6);
      await checkAccess(library);
      await shoot(library, 'library-bulk');
    });
    await step('what is done with them is done with all, and said with their number', async () => {
      await key('s');
      await becomes('six are favourites', ({ favourite }) => favourite, 6);
      await waitForText(library, '.toasts', /6 added to favourites/);
      await key('t');
      await until('a dialog is open', () => find(library, 'dialog[open] input'));
      await library.keyboard.type('six,');
      await key('Enter');
      await becomes('six have the tag', ({ tags }) => tags.includes('six'), 6);
      await pressButton(library, 'Mark as read', { within: '.bulk' });
      await becomes('six are read', ({ readState }) => readState === 'read', 6);
      await key('Escape');
      await until('nothing is selected', async () => !(await find(library, '.bulk')));
    });
    await step('all of what was found goes to the Trash, and the focus stays in the list', async () => {
      await key('g');
      await key('a');
      await library.keyboard.down('Control');
      await key('a');
      await library.keyboard.up('Control');
      await selected(/120 selected/);
      await key('#');
      await waitForText(library, '.list', /Nothing clipped yet/);
      await until('the focus is in the list', () =>
        library.evaluate(() => document.activeElement?.className.includes('list')),
      );
    });
    await step('everything is taken back, one act after the other', async () => {
      await key('z');
      await until('all are back', async () => (await keptClips(session)).length === 120);
      await waitForText(library, '.toasts', /Undone/);
      await key('z');
      await becomes('none is read', ({ readState }) => readState === 'read', 0);
      await key('z');
      await becomes('none has the tag', ({ tags }) => tags.includes('six'), 0);
      await key('z');
      await becomes('none is a favourite', ({ favourite }) => favourite, 0);
    });
    await step('the Trash: days left, put back, and erased after clear words', async () => {
      await waitForText(library, '.list .sorts', /120 clips/);
      await clickRow(0);
      await clickRow(2, 'Shift');
      await pressButton(library, 'Move to Trash', { within: '.bulk' });
      await waitForText(library, '.list .sorts', /117 clips/);
      await key('g');
      await key('t');
      await waitForText(library, '.list', /30 days left/);
      await shoot(library, 'library-trash');
      await pressButton(library, 'Put back', { within: '.rows' });
      await waitForText(library, '.list .sorts', /2 clips/);
      await pressButton(library, 'Empty Trash…');
      await waitForText(library, 'dialog[open]', /Erase 2 clips for good\?.*cannot be undone/);
      await pressButton(library, 'Erase 2', { within: 'dialog[open]' });
      await until('they are gone', async () => (await session.rows('clips')).length === 118);
      await waitForText(library, '.list', /The Trash is empty/);
    });
    await step('room: what is used by what, and what may be given up', async () => {
      await key('g');
      await key('s');
      await waitForText(library, '.storage', /Texts.*Search index/s);
      await waitForText(library, '.freeable', /Older versions/);
      await checkAccess(library);
      await shoot(library, 'library-storage');
    });
    await step(
      'a search begins at once from there, at 320 pixels too, and nothing runs out of it',
      async () => {
        await library.setViewport({ width: 320, height: 640 });
        await key('/');
        await library.keyboard.type('ferry');
        await waitForText(library, '.list .sorts', /118 clips match/);
        assert.equal(await library.$eval('.search-field input', ({ value }) => value), 'ferry');
        const over = () => library.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(await over(), 0);
        // 1280 by 900 at 200 %.
        await library.setViewport({ width: 640, height: 450, deviceScaleFactor: 2 });
        assert.equal(await over(), 0);
        await clickRow(0);
        await waitForText(library, '.clip .reader h1', /Clip/);
        await shoot(library, 'library-200');
        assert.equal(await over(), 0);
        await library.setViewport({ width: 1280, height: 900 });
      },
    );
    await step('what is to be given up is said before, and then it is gone', async () => {
      await key('#');
      await until(
        'one lies in the Trash',
        count(({ deletedAt }) => deletedAt),
      );
      await key('g');
      await key('s');
      await waitForText(library, '.freeable', /1 clip, /);
      await pressButton(library, 'Free…', { within: '.freeable li:last-child' });
      await waitForText(library, 'dialog[open]', /1 clip, .*They go for good/s);
      await pressButton(library, 'Free ', { within: 'dialog[open]' });
      await until('it is gone', async () => (await session.rows('clips')).length === 117);
      await waitForText(library, '.toasts', /Freed about/);
    });
  },
};
