import assert from 'node:assert/strict';
import { find, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { foundingShapes } from '../lib/site.mjs';

export default {
  name: 'the library after a restart, with the network off',
  variants: foundingShapes,
  async run({ launch, site, step, variant: { path, expected } }) {
    const first = await launch();
    const page = await first.open(site.origin + path);
    await first.press(page, 'clip-page');
    await waitForClips(first, 1);
    await waitForImages(first);
    await first.close();
    const dark = await site.goDark();

    const session = await launch({ profile: first.profile });
    const asked = [];
    const library = await session.newPage();
    library.on('request', (request) => asked.push(request.url()));
    await session.goToExtensionPage(library, 'library.html');

    await step('the clip is listed', async () => {
      await waitForText(library, '.list .row', new RegExp(expected.title));
    });
    await step('it is readable: text, statement, where each was found', async () => {
      const clip = await waitForText(library, 'main', new RegExp(expected.bodyParagraphs[0].slice(0, 20)));
      for (const words of [
        ...expected.bodyParagraphs,
        expected.copyrightStatement,
        expected.authors[0].name,
      ]) {
        assert.ok(clip.includes(words), words);
      }
      const facts = await waitForText(library, 'aside', /./);
      for (const words of [
        expected.siteName,
        expected.firstPublishedBy,
        expected.authors[0].name,
        expected.copyrightStatement,
      ]) {
        assert.ok(facts.includes(words), `"${words}" is in: ${facts}`);
      }
      const places = await textsOf(library, 'aside .where');
      assert.ok(places.length >= 4, `${places.length} places are named`);
    });
    await step('its picture is shown, from bytes', async () => {
      const image = await find(library, 'main .body img');
      await until('the picture is there', () =>
        image.evaluate((node) => node.complete && node.naturalWidth > 1),
      );
      assert.match(await image.evaluate((node) => node.src), /^blob:/);
    });
    await step('nothing was asked of the network', async () => {
      const outside = asked.filter(
        (url) => !url.startsWith(session.origin) && !/^(?:blob|data|about):/.test(url),
      );
      assert.deepEqual(outside, []);
      assert.equal(dark.calls(), 0);
    });
  },
};
