import assert from 'node:assert/strict';
import { find, pressButton, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { keptClips } from '../lib/library-checks.mjs';
import { reloadPage } from '../lib/many-clips.mjs';
import { clipTwo, ferry, slate } from '../lib/two-clips.mjs';

const inDialog = { within: 'dialog[open]' };

/** A person orders clips: tags, collections by dialog, side and drag, and a note. */
export default {
  name: 'ordering clips',
  async run({ launch, site, step, shoot }) {
    const session = await launch();
    await clipTwo(session, site);
    const library = await session.openExtensionPage('library.html');
    await library.bringToFront();
    const titles = () => textsOf(library, '.row h2');
    const shows = (...wanted) =>
      until(
        `the list shows ${wanted.join(', ')}`,
        async () => (await titles()).join('|') === wanted.join('|'),
      );
    const clip = async (title) => (await keptClips(session)).find((each) => each.title === title);
    const key = (name) => library.keyboard.press(name);
    const dialog = () => until('a dialog is open', () => find(library, 'dialog[open] input'));
    const noDialog = () => until('no dialog is open', async () => !(await find(library, 'dialog[open]')));
    const chooseMenu = async (entry, item) => {
      await pressButton(library, `More for ${entry}`, { within: '.side' });
      await pressButton(library, item, { within: '.menu:popover-open' });
    };
    await shows(slate, ferry);
    await waitForText(library, '.clip .reader h1', /slate/);

    await step('tags by a key, with completion from those in use', async () => {
      await key('t');
      await dialog();
      await library.keyboard.type('river,boats,');
      await key('Enter');
      await until('they are kept', async () => (await clip(slate)).tags.join() === 'river,boats');
      await noDialog();
      await key('j');
      await waitForText(library, '.clip .reader h1', /河湾/);
      await key('t');
      await dialog();
      await library.keyboard.type('riv');
      await waitForText(library, 'dialog .offers', /river/);
      await checkAccess(library);
      await key('ArrowDown');
      await key('Enter');
      await key('Enter');
      await until('it is kept', async () => (await clip(ferry)).tags.join() === 'river');
      await waitForText(library, '.side', /river\s*2/);
    });
    await step('a tag filters; renaming it to another makes both one; Undo parts them', async () => {
      await pressButton(library, 'boats', { within: '.side' });
      await shows(slate);
      await pressButton(library, 'boats', { within: '.side' });
      await shows(slate, ferry);
      await chooseMenu('boats', 'Rename…');
      await dialog();
      await library.keyboard.type('river');
      await waitForText(library, 'dialog[open]', /both become one/);
      await key('Enter');
      await until('they are one', async () => (await clip(slate)).tags.join() === 'river');
      await pressButton(library, 'Undo', { within: '.toasts' });
      await until('they are two again', async () => (await clip(slate)).tags.includes('boats'));
    });
    await step('collections, one within the other, by the dialog and in the side', async () => {
      await key('v');
      await dialog();
      await library.keyboard.type('Lectures');
      await key('Enter');
      await waitForText(library, 'dialog[open] .choose-list', /Lectures/);
      await pressButton(library, 'Save', inDialog);
      await until('the clip is in it', async () => (await clip(slate)).collections?.length === 1);
      await noDialog();
      await chooseMenu('Lectures', 'New collection within');
      await dialog();
      await library.keyboard.type('Spring');
      await key('Enter');
      await waitForText(library, '.side', /Spring/);
      const inner = (await session.rows('collections')).find(({ name }) => name === 'Spring');
      assert.ok(inner.parent, 'it stands within the other');
      await pressButton(library, 'Lectures', { within: '.side' });
      await shows(slate);
      await chooseMenu('Lectures', 'Delete');
      await until('it is gone, the clip stays', async () => (await session.rows('collections')).length === 1);
      assert.equal((await keptClips(session)).length, 2);
      await key('z');
      await until('it is back', async () => (await session.rows('collections')).length === 2);
      await pressButton(library, 'Lectures', { within: '.side' });
      await shows(slate, ferry);
    });
    await step('a clip is dragged onto a collection', async () => {
      const from = await find(library, '.row h2 a');
      const onto = await until('Spring is shown', () =>
        library.evaluateHandle(() =>
          [...document.querySelectorAll('.side li')].find((node) => node.textContent.includes('Spring')),
        ),
      );
      await library.evaluate(
        (row, target) => {
          // The same events in the same order as a mouse makes, without waiting for the system's own drag.
          const dataTransfer = new DataTransfer();
          const { left, top, width, height } = target.getBoundingClientRect();
          const where = { clientX: left + width / 2, clientY: top + height / 2 };
          const tell = (node, type) =>
            node.dispatchEvent(
              new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, ...where }),
            );
          tell(row, 'dragstart');
          tell(target, 'dragover');
          tell(target, 'drop');
        },
        from,
        onto,
      );
      await until('it is in it', async () => (await clip(slate)).collections?.length === 2);
    });
    await step('a note in Markdown, shown as it is meant, and nothing of it runs or is fetched', async () => {
      await key('Home');
      await key('n');
      await until('there is a field to write in', async () =>
        (await find(library, '.panel textarea'))?.evaluate((field) => field === document.activeElement),
      );
      await library.keyboard.type(
        '**Ask** Mei <img src=x onerror=alert(1)> ![p](https://pics.example/a.png)',
      );
      await key('Escape');
      await until('it is kept', async () =>
        (await keptClips(session)).some(({ note }) => note?.startsWith('**Ask**')),
      );
      await waitForText(library, '.note-words strong', /Ask/);
      assert.equal(await find(library, '.note-words img'), undefined);
      await checkAccess(library);
      await shoot(library, 'library-ordered');
    });
    await step('what is written survives the closing of the page', async () => {
      await pressButton(library, 'Edit the note');
      await library.keyboard.type('and the ferryman ');
      await reloadPage(library);
      await until('it is there again', () =>
        library.evaluate(() => {
          // Written still, or kept as the page was left.
          const field = document.querySelector('.panel textarea');
          return (field?.value ?? document.querySelector('.note-words')?.textContent)?.includes('ferryman');
        }),
      );
    });
  },
};
