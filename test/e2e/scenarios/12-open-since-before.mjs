import { waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips } from '../lib/library-checks.mjs';

export default {
  name: 'a tab that was open before the extension was installed',
  async run({ launch, site, step }) {
    const session = await launch({ before: site.page('founding--modern') });
    const page = await session.waitForPage(site.page('founding--modern'));

    await step('its button tells that it is an article', () =>
      until('the button says so', async () => /: article found/.test(await session.buttonTitle(page))),
    );
    await step('the key reads it', async () => {
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
    });
    await step('the key clips it', async () => {
      await session.press(page, 'clip-page');
      await waitForClips(session, 1);
      await waitForText(page, '.clip-control', /Clipped/);
    });
  },
};
