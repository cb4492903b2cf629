import { find, pressButton, textOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { hasWebDav, noWebDav, startWebDav } from '../../servers/webdav.mjs';

/** Plays with a WebDAV server that runs meanwhile; passes over it, and says so, where there is none. */
export async function withWebDav(play) {
  if (!hasWebDav) return console.log(`  passed over: ${noWebDav}`);
  const server = await startWebDav();
  try {
    await play(server);
  } finally {
    await server.stop();
  }
}

/** Opens the settings where sync is begun. */
export async function openSyncSettings(session) {
  const settings = await session.openExtensionPage('options.html#sync');
  await settings.bringToFront();
  await waitForText(settings, '#sync', /One library/);
  return settings;
}

/** Types into a field of the settings of sync, over what is there. */
export async function typeSync(settings, name, text) {
  const field = await until(`there is a field ${name}`, () => find(settings, `#sync input[name="${name}"]`));
  await field.click({ count: 3 });
  await field.type(text);
}

/** Turns to a page that shows sync, asks for a round, and waits until it is over. */
export async function syncInSettings(settings) {
  await settings.bringToFront();
  await pressButton(settings, 'Sync now', { within: '#sync' });
  return until('a round is over', async () => {
    const busy = await find(settings, '#sync button[aria-busy]');
    const words = (await textOf(settings, '#sync .sync-status')) ?? '';
    return !busy && /Last synced/.test(words) && words;
  });
}
