import assert from 'node:assert/strict';
import { find, pressButton, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';

export default {
  name: 'what the file of a photo says stands beside the caption',
  async run({ launch, site, step, shoot }) {
    const session = await launch();
    const page = await session.open(site.own('in-the-file.html'));
    await session.press(page, 'clip-page');
    await waitForClips(session, 1);
    await waitForImages(session);
    const library = await session.openExtensionPage('library.html');

    await step('its words are quoted, and marked where the caption names someone else', async () => {
      const words = await waitForText(library, '.imgs li:nth-child(1)', /In the file:.*Ines Calloway/);
      assert.match(words, /Tomas Reed/);
      assert.match(words, /Differs from the caption/);
      const other = await waitForText(library, '.imgs li:nth-child(2)', /In the file:.*周一舟/);
      assert.doesNotMatch(other, /Differs/);
    });
    await step('all of them, as text whatever they hold', async () => {
      await (await find(library, '.in-file summary')).click();
      const words = await waitForText(library, '.in-file[open]', /Copyright notice/);
      assert.match(words, /<b>Harbour Pictures<\/b>/);
      assert.match(words, /© 2026 Harbour Pictures/);
      assert.match(words, /DMI-PROHIBITED/);
      assert.match(words, /its caption holds/);
      assert.ok(!(await find(library, '.in-file b')), 'no markup of the file is drawn');
      await (await find(library, '.imgs')).evaluate((node) => node.scrollIntoView({ block: 'center' }));
      await shoot(library, 'in-the-file');
    });
    await step('they are kept with the clip, which is sealed anew; caption and light stay', async () => {
      const record = await until('they are kept', async () => {
        const [row] = await session.rows('versions');
        return row.record.images.every(({ embedded }) => embedded) ? row.record : undefined;
      });
      assert.equal(record.images[0].embedded.creator, 'Ines Calloway');
      assert.equal(record.images[0].creators[0].value.name, 'Tomas Reed');
      assert.equal(record.images[0].rights.signal.light, 'grey');
      assert.deepEqual(record.edits, []);
      await pressButton(library, 'Verify');
      await waitForText(library, '.panel', /[Uu]nchanged since/);
    });
  },
};
