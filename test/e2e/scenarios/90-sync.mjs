import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { find, pressButton, textOf, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { keptClips, waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { openSyncSettings, typeSync, withWebDav } from '../lib/sync-settings.mjs';

const passphrase = 'nine slow herons stand';

/** Chromium and Firefox of one person, a server of theirs between them, and an encrypted library on it. */
export default {
  name: 'one library in Chromium and in Firefox, over WebDAV',
  run: (stage) => withWebDav((server) => share(stage, server)),
};

async function share({ launch, launchOther, site, step, shoot, browser }, server) {
  const one = await launch();
  const page = await one.open(site.page('founding--modern'));
  await one.press(page, 'clip-page');
  await waitForClips(one, 1);
  await waitForImages(one);
  const [{ id }] = await keptClips(one);
  const settings = await join(one, server, {
    look: async (form) => {
      await checkAccess(form, '#sync');
      await shoot(form, 'settings-sync-join');
    },
  });
  await step('a wrong password is said in a sentence, the right one shares the library', async () => {
    await waitForText(settings, '#sync', /Last synced/);
    await checkAccess(settings, '#sync');
    await shoot(settings, 'settings-sync');
  });
  const code = await step('a recovery sheet is made, and fills one page of paper', async () => {
    const made = await makeSheet(settings);
    await checkAccess(settings, 'dialog[open]');
    // Paper can be looked at in Chromium only: Firefox's protocol has no media to choose.
    if (browser === 'chromium') await lookAtSheet(settings, made, server, shoot);
    await settings.close();
    return made;
  });
  const other = await launchOther();
  const joined = await join(other, server);
  await waitForText(joined, '#sync', /Last synced/);
  await joined.close();
  await step('the clip is in the other library, with its picture', async () => {
    const [clip] = await waitForClips(other, 1);
    assert.equal(clip.id, id);
    await until('the pictures came', async () => {
      const digests = (assets) => assets.map(({ digest }) => digest).sort();
      const [here, there] = [digests(await one.rows('assets')), digests(await other.rows('assets'))];
      return here.length > 0 && here.join() === there.join();
    });
  });
  const desk = await one.openExtensionPage('library.html');
  const train = await other.openExtensionPage('library.html');
  for (const library of [desk, train]) await waitForText(library, '.sync-line', /Sync now/);
  await step('what both change while they are apart comes together, both notes too', async () => {
    server.faults.plan = () => ({ kind: 'before' });
    await writeNote(desk, 'From the desk');
    await writeNote(train, 'From the train');
    await desk.bringToFront();
    await desk.keyboard.press('s');
    await until('it is a favourite here', async () => (await keptClips(one))[0].favourite);
    await pressButton(desk, 'Sync now');
    await waitForText(desk, '.sync-line', /cannot be reached/);
    server.faults.reset();
    await together(desk, train, desk);
    const [here, there] = await until('both say the same', async () => {
      const [here] = await keptClips(one);
      const [there] = await keptClips(other);
      return here?.note === there?.note &&
        there?.favourite &&
        /desk/.test(here.note) &&
        /train/.test(here.note)
        ? [here, there]
        : undefined;
    });
    assertSame(here, there);
    await shoot(train, 'library-sync');
  });
  await step('a clip is put into the Trash there and taken out again here', async () => {
    await train.bringToFront();
    await train.keyboard.press('#');
    await until('it lies in the Trash', async () => (await other.rows('clips'))[0].deletedAt);
    await together(train, desk);
    await until('here too', async () => (await one.rows('clips'))[0].deletedAt);
    await desk.bringToFront();
    await desk.keyboard.press('g');
    await desk.keyboard.press('t');
    await until('the Trash is shown', async () => (await textsOf(desk, '.row h2')).length === 1);
    await pressButton(desk, 'Put back', { within: '.row' });
    await until('it is back', async () => !(await one.rows('clips'))[0].deletedAt);
    await together(desk, train);
    await waitForClips(other, 1);
  });
  await step(
    'installed anew, with the code in place of the passphrase, everything is fetched back, byte for byte',
    async () => {
      await train.close();
      await other.forgetExtension();
      await other.inExtension((api) => api.storage.local.clear());
      const again = await join(other, server, { words: code });
      await waitForClips(other, 1);
      await waitForText(again, '#sync', /Last synced/);
      for (const table of ['clips', 'versions', 'collections'])
        assertSame(await other.rows(table), await one.rows(table));
      assert.ok(
        !JSON.stringify(readFolder(server.folder)).includes('founding'),
        'nothing readable lies there',
      );
    },
  );
}

async function join(session, { url, user, password }, { look, words = passphrase } = {}) {
  const settings = await openSyncSettings(session);
  await look?.(settings);
  const type = (name, text) => typeSync(settings, name, text);
  await type('address', `${url}library`);
  await type('user', user);
  await type('password', look ? 'wrong' : password);
  await type('passphrase', words);
  if (look) {
    await pressButton(settings, 'Begin to sync');
    await waitForText(settings, '#sync [role="alert"]', /does not accept this user and password/);
    await type('password', password);
  }
  await pressButton(settings, 'Begin to sync');
  await waitForText(settings, '#sync', /What lies there is encrypted/);
  return settings;
}

async function makeSheet(settings) {
  await pressButton(settings, 'Recovery sheet');
  await pressButton(settings, 'Make the code');
  await waitForText(settings, '.recovery-code', /./);
  return textOf(settings, '.recovery-code');
}

/** On paper stands the sheet alone: what is needed to come in again, and nothing of the settings around it. */
async function lookAtSheet(settings, code, { url, user }, shoot) {
  await settings.emulateMediaType('print');
  const seen = await settings.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const words = [];
    while (texts.nextNode())
      if (texts.currentNode.parentElement.checkVisibility({ visibilityProperty: true }))
        words.push(texts.currentNode.data);
    return words.join('\n');
  });
  await shoot(settings, 'recovery-sheet-paper');
  for (const words of [code, `${url}library`, user, 'recovery sheet']) assert.ok(seen.includes(words), words);
  assert.doesNotMatch(seen, /Close|Sync now|Settings\b.*\n.*Reader/);
  const pdf = Buffer.from(await settings.pdf()).toString('latin1');
  assert.equal(pdf.match(/\/Type \/Page\b/g)?.length, 1, 'one page of paper');
  await settings.emulateMediaType(null);
}

async function writeNote(library, words) {
  await library.bringToFront();
  await waitForText(library, '.clip .reader h1', /./);
  await library.keyboard.press('n');
  await until('the note is written in', () =>
    library.evaluate(() => document.activeElement?.localName === 'textarea'),
  );
  await library.keyboard.type(words);
  await library.keyboard.press('Escape');
  // A key that is pressed before would be one more letter of the note.
  await until('the note is closed', () =>
    library.evaluate(() => document.activeElement?.localName !== 'textarea'),
  );
}

/** What two browsers keep is the same, byte for byte; a member without a value is none, which not both hand over. */
function assertSame(here, there) {
  const [ours, theirs] = [here, there].map((rows) => JSON.parse(JSON.stringify(rows)));
  assert.deepEqual(ours, theirs);
}

/** Whose turn it is sends, the other fetches. */
async function together(...libraries) {
  for (const library of libraries) {
    await library.bringToFront();
    await pressButton(library, 'Sync now');
    await until('a round is over', async () => {
      const busy = await find(library, '.sync-line button[aria-busy]');
      return !busy && /Last synced/.test((await textOf(library, '.sync-line')) ?? '');
    });
  }
}

function readFolder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(joinPath(parentPath, name), 'latin1')]);
}
