import { pressButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';

export default {
  name: 'axe finds nothing',
  areLooks: true,
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
      await checkAccess(popup);
      await popup.bringToFront();
      await pressButton(popup, 'Clip');
      await waitForText(popup, '.card', /Clipped/);
      await waitForClips(session, 1);
      await checkAccess(popup);
      await popup.close();
    });
    await step('in the reader', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      // The page behind is the site's, and inert: only the reader is ours.
      await checkAccess(page, { include: [['colophon-reader-surface']] });
    });
    await step('in the library', async () => {
      await waitForImages(session);
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'main .reader h1', /./);
      await checkAccess(library);
      await pressButton(library, 'Export');
      await waitForText(library, 'dialog[open]', /./);
      await checkAccess(library);
    });
  },
};
