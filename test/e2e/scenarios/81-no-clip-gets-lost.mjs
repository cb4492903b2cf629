import assert from 'node:assert/strict';
import { find, pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { keptClips, waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { chooseOwnFolder } from '../lib/own-folder.mjs';
import { withDatabase } from '../lib/with-database.mjs';

/** Damage comes from below: written straight into the database, past everything that keeps books. */
export default {
  name: 'loss and damage are told; a backup by itself brings the clips back; diagnostics',
  async run({ launch, site, step, shoot }) {
    const session = await launch();
    for (const name of ['founding--modern', 'founding--gbk', 'reader--news']) {
      const page = await session.open(site.page(name));
      await session.press(page, 'clip-page');
      await until(`${name} is kept`, async () =>
        (await keptClips(session)).some(({ url }) => url.includes(name)),
      );
      await page.close();
    }
    await waitForClips(session, 3);
    await waitForImages(session);
    const before = await session.rows('versions');

    await step('a backup goes to the chosen folder by itself, and is found right', async () => {
      const settings = await session.openExtensionPage('options.html#backups');
      await waitForText(settings, '#backups', /No backups are made/);
      await chooseOwnFolder(settings);
      const library = await session.openExtensionPage('library.html');
      await settings.bringToFront();
      await waitForText(settings, '#backups', /Last: 3 clips/);
      await waitForText(settings, '#backups .entries', /colophon-backup-/);
      await checkAccess(settings, '#backups');
      await shoot(settings, 'settings-backups', { fullPage: true });
      await library.close();
      await settings.close();
    });
    await step('diagnostics say what is there, and name no address', async () => {
      const settings = await session.openExtensionPage('options.html#diagnostics');
      await pressButton(settings, 'Examine the library');
      await waitForText(settings, '#diagnostics', /3 versions are there and as they were kept/);
      const text = await waitForText(settings, '.diagnostics', /versions 3/);
      assert.ok(!text.includes('localhost'), text);
      await checkAccess(settings, '#diagnostics');
      await shoot(settings, 'settings-diagnostics', { fullPage: true });
      await settings.close();
    });
    await step('a damaged and a vanished clip are told in the library', async () => {
      await session.inExtension(withDatabase(hurt), before[0].id, before[1].id);
      const settings = await session.openExtensionPage('options.html#diagnostics');
      await pressButton(settings, 'Examine the library');
      await waitForText(settings, '#diagnostics', /2 things are missing or damaged/);
      await settings.close();
      const library = await session.openExtensionPage('library.html');
      await waitForText(
        library,
        '.health-line',
        /1 clip that was kept is gone.*1 clip or picture is damaged/,
      );
      await checkAccess(library, '.health-line');
      await shoot(library, 'library-loss');
      await library.close();
    });
    await step('restored with the plan shown first: all as it was', async () => {
      const library = await session.openExtensionPage('library.html');
      await pressButton(library, 'Restore from a backup', { within: '.health-line' });
      await session.takeDownload('set-aside.json');
      await waitForText(library, 'dialog[open]', /2 new clips|1 new clip/);
      await shoot(library, 'library-restore');
      await pressButton(library, 'Import ', { within: 'dialog[open]' });
      await waitForText(library, 'dialog[open]', /Imported/);
      await until('nothing is told any more', async () => !(await find(library, '.health-line')));
      await library.close();
      const settings = await session.openExtensionPage('options.html#diagnostics');
      await pressButton(settings, 'Examine the library');
      await waitForText(settings, '#diagnostics', /3 versions are there and as they were kept/);
      const after = await session.rows('versions');
      // Not the whole seal: what the files of shown pictures say was noted meanwhile.
      const seals = (rows) =>
        rows.map(({ id, record: { integrity } }) => `${id} ${integrity.text} ${integrity.html}`).sort();
      assert.deepEqual(seals(after), seals(before));
      await settings.close();
    });
    await step('an empty library is not believed', async () => {
      await session.inExtension(withDatabase(empty));
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, '.health-line', /3 clips that were kept are gone/);
      assert.ok(await find(library, '.health-line'));
    });
  },
};

async function hurt({ db, ask }, damaged, gone) {
  const store = db.transaction('versions', 'readwrite').objectStore('versions');
  const row = await ask(store.get(damaged));
  row.record.content.text = `torn ${row.record.content.text}`;
  await ask(store.put(row));
  await ask(store.delete(gone));
}

async function empty({ db, ask }) {
  const names = ['clips', 'versions', 'saves', 'assets'];
  const transaction = db.transaction(names, 'readwrite');
  for (const name of names) await ask(transaction.objectStore(name).clear());
}
