import { waitForNoReader, waitForReader } from '../../../scripts/lib/person.mjs';
import { waitForClips } from '../lib/library-checks.mjs';

export default {
  name: 'the context menu',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));

    await step('reads, and closes again', async () => {
      await session.chooseMenu(page, 'read');
      await waitForReader(page);
      await session.chooseMenu(page, 'read');
      await waitForNoReader(page);
    });
    await step('clips', async () => {
      await session.chooseMenu(page, 'clip');
      await waitForClips(session, 1);
    });
  },
};
