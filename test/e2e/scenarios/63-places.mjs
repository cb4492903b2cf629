import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { find, pressButton, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { keptClips } from '../lib/library-checks.mjs';
import { fillLibrary } from '../lib/many-clips.mjs';

/** The places of the library by keys, saved searches, and sorting. */
export default {
  name: 'places, saved searches and sorting',
  async run({ launch, step }) {
    const session = await launch();
    const library = await session.openExtensionPage('library.html');
    await library.bringToFront();
    await fillLibrary(library, 4);
    const titles = () => textsOf(library, '.row h2');
    const key = (name) => library.keyboard.press(name);
    const dialog = () => until('a dialog is open', () => find(library, 'dialog[open] input'));
    const chooseMenu = async (entry, item) => {
      await pressButton(library, `More for ${entry}`, { within: '.side' });
      await pressButton(library, item, { within: '.menu:popover-open' });
    };
    await waitForText(library, '.clip .reader h1', /Clip 4/);

    await step('favourite, read, archive by keys, each with its place', async () => {
      await key('s');
      await until('it is one', async () => (await keptClips(session)).some(({ favourite }) => favourite));
      await key('g');
      await key('f');
      await until('the place shows it', async () => (await titles()).length === 1);
      await key('u');
      await until('it is read', async () =>
        (await keptClips(session)).some(({ readState }) => readState === 'read'),
      );
      await key('e');
      await until('it is archived', async () => (await keptClips(session)).some(({ archived }) => archived));
      await key('g');
      await key('e');
      await until('the archive shows it', async () => (await titles()).length === 1);
      await key('g');
      await key('u');
      await until('the others are unread', async () => (await titles()).length === 3);
      await key('g');
      await key('a');
      await until('all are shown', async () => (await titles()).length === 4);
    });
    await step('all keys are shown by a question mark', async () => {
      await key('?');
      await waitForText(library, 'dialog[open]', /Move to the trash|Trash/i);
      await key('Escape');
      await until('the list of keys is closed', async () => !(await find(library, 'dialog[open]')));
    });
    await step('a search is saved, chosen and renamed', async () => {
      await key('/');
      await library.keyboard.type('light:red');
      await until('one is found', async () => (await titles()).length === 1);
      await pressButton(library, 'Save this search');
      await dialog();
      await library.keyboard.type('Closed ones');
      await key('Enter');
      await waitForText(library, '.side', /Closed ones/);
      await pressButton(library, 'Closed ones', { within: '.side' });
      await until('all are shown', async () => (await titles()).length === 4);
      await pressButton(library, 'Closed ones', { within: '.side' });
      await until('one is found', async () => (await titles()).length === 1);
      await chooseMenu('Closed ones', 'Rename…');
      await dialog();
      await library.keyboard.type('Shut');
      await key('Enter');
      await waitForText(library, '.side', /Shut/);
    });
    await step('sorting becomes a part of the search', async () => {
      await key('Escape');
      await until('all are shown', async () => (await titles()).length === 4);
      const sort = await find(library, '.sort-choice');
      await sort.select('-saved');
      await until('the oldest is first', async () => (await titles())[0].startsWith('Clip 1:'));
      assert.equal(await library.$eval('.search-field input', (node) => node.value), 'sort:-saved');
    });
    await step('an import shows in another window as it goes on, and so does its undoing', async () => {
      const beside = await session.openExtensionPage('library.html');
      await waitForText(beside, '.list .sorts', /4 clips/);
      await library.bringToFront();
      const folder = mkdtempSync(join(tmpdir(), 'colophon-places-'));
      try {
        const lines = Array.from(
          { length: 550 },
          (_, at) => `Page ${at},https://pages.example/${at},1716163200,many,unread`,
        );
        const file = join(folder, 'many.csv');
        writeFileSync(file, ['title,url,time_added,tags,status', ...lines].join('\n'));
        await pressButton(library, 'Import…');
        const input = await until('files can be chosen', () =>
          find(library, 'dialog[open] input[type="file"]'),
        );
        await input.uploadFile(file);
        await waitForText(library, 'dialog[open]', /550 new clips/);
        await pressButton(library, 'Import 550 clips', { within: 'dialog[open]' });
        await waitForText(beside, '.list .sorts', /1\d\d clips|554 clips/);
        await waitForText(library, 'dialog[open]', /Imported/);
        assert.ok(
          library.workers().some((worker) => worker.url().endsWith('/analyse.js')),
          'the texts were analysed beside the page',
        );
        await waitForText(beside, '.list .sorts', /554 clips/);
        await pressButton(library, 'Undo the import', { within: 'dialog[open]' });
        await waitForText(beside, '.list .sorts', /^4 clips/);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  },
};
