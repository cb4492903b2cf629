import assert from 'node:assert/strict';
import { find, pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { keptClips, waitForClips } from '../lib/library-checks.mjs';
import { openSyncSettings, syncInSettings, typeSync, withWebDav } from '../lib/sync-settings.mjs';

const passphrase = 'nine slow herons stand';

/** Two people, one with Chromium and one with Firefox, each with a key, and an encrypted library that is theirs together. */
export default {
  name: 'a group’s library: invited to read, then allowed to write',
  run: (stage) => withWebDav((server) => share(stage, server)),
};

async function share({ launch, launchOther, site, step, shoot }, server) {
  const mara = await launch();
  const page = await mara.open(site.page('founding--modern'));
  await mara.press(page, 'clip-page');
  await waitForClips(mara, 1);
  const desk = await openSyncSettings(mara);
  let invitation = '';
  await step('one founds a group and invites another to read', async () => {
    await choose(desk, '[name="whose"]', 'found');
    await typeSync(desk, 'address', `${server.url}group`);
    await typeSync(desk, 'name', 'Mara, desk');
    await signIn(desk, server);
    await checkAccess(desk, '#sync');
    await shoot(desk, 'settings-group-found');
    await pressButton(desk, 'Begin to sync');
    await waitForText(desk, '.group', /Mara, desk[\s\S]*this device/);
    await waitForText(desk, '#sync .sync-status', /Last synced/);
    await pressButton(desk, 'Invite…', { within: '.group' });
    await choose(desk, '.dialog select', 'reader');
    await pressButton(desk, 'Make an invitation');
    invitation = await until('there is an invitation', () =>
      desk.evaluate(() => document.querySelector('.dialog textarea')?.value),
    );
    await checkAccess(desk, '.dialog');
    await shoot(desk, 'settings-group-invite');
    await pressButton(desk, 'Close', { within: '.dialog-foot' });
  });
  const jun = await launchOther();
  const train = await openSyncSettings(jun);
  await step('who is invited reads what is there, and sees who added it', async () => {
    await choose(train, '[name="whose"]', 'join');
    await typeSync(train, 'invitation', invitation);
    await typeSync(train, 'name', '小君的手机');
    await signIn(train, server);
    await pressButton(train, 'Begin to sync');
    await waitForText(train, '.group', /You may read this library/);
    await waitForClips(jun, 1);
    const library = await jun.openExtensionPage('library.html');
    await library.bringToFront();
    await waitForText(library, '.panel', /Added by\s+Mara, desk/);
    await shoot(library, 'library-added-by');
    // Kept here, and told so.
    await library.keyboard.press('s');
    await until('it is a favourite here', async () => (await keptClips(jun))[0].favourite);
    await library.close();
    assert.match(await syncInSettings(train), /changes? of yours stays? on this device/);
    await syncInSettings(desk);
    assert.ok(!(await keptClips(mara))[0].favourite, 'the owner has not taken it over');
  });
  await step('an owner lets the other write, and what was held goes out', async () => {
    await waitForText(desk, '.group', /小君的手机/);
    await checkAccess(desk, '#sync');
    await shoot(desk, 'settings-group');
    await choose(desk, '.group li select', 'writer');
    await until('the list says so', async () => {
      const kept = (await mara.rows('syncMeta')).find(({ key }) => key === 'group');
      return kept?.view.group.members.some(({ role }) => role === 'writer');
    });
    await syncInSettings(train);
    await waitForText(train, '.group', /May write/);
    await syncInSettings(desk);
    await until('the owner has it', async () => (await keptClips(mara))[0].favourite);
    const [theirs, ours] = await Promise.all([jun, mara].map((session) => session.rows('versions')));
    assert.deepEqual(JSON.parse(JSON.stringify(theirs)), JSON.parse(JSON.stringify(ours)));
  });
  await step('who is put out is told so, and keeps the library', async () => {
    await pressButton(desk, 'Remove 小君的手机', { within: '.group' });
    await pressButton(desk, 'Remove', { within: '.dialog-foot' });
    await waitForText(desk, '.group', /Removed/);
    await train.bringToFront();
    await pressButton(train, 'Sync now', { within: '#sync' });
    await waitForText(train, '#sync [role="alert"]', /no member of the group any more/);
    assert.equal((await keptClips(jun)).length, 1);
  });
}

async function signIn(settings, { user, password }) {
  await typeSync(settings, 'user', user);
  await typeSync(settings, 'password', password);
  await typeSync(settings, 'passphrase', passphrase);
}

/** Chooses in a list, as by keyboard. */
async function choose(page, selector, value) {
  await until(`there is a list ${selector}`, () => find(page, selector));
  await page.select(selector, value);
}
