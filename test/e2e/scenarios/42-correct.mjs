import assert from 'node:assert/strict';
import { find, pressButton, textOf, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { waitForClips } from '../lib/library-checks.mjs';

export default {
  name: 'facts are corrected in their place',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));
    await session.press(page, 'clip-page');
    await waitForClips(session, 1);
    const library = await session.openExtensionPage('library.html');
    await waitForText(library, '.text h1', /河湾小城/);

    await step('a title: the person’s value in clip and list, the page’s beside it', async () => {
      await pressButton(library, 'Correct: Title');
      await fill(library, 'form.correct input', '把书房搬上船');
      await pressButton(library, 'Save', { within: 'form.correct' });
      await waitForText(library, '.row h2', /^把书房搬上船$/);
      await waitForText(library, '.text h1', /^把书房搬上船$/);
      await waitForText(library, '.panel', /Corrected by you.*The page says: 河湾小城“把书房搬上船”/);
      const [{ record }] = await session.rows('versions');
      assert.equal(record.source.title.status, 'user');
      assert.equal(record.edits.length, 1);
      assert.equal(record.edits[0].path, '/source/title');
      assert.equal(record.edits[0].from.value, '河湾小城“把书房搬上船”');
      assert.equal(record.content.title, '河湾小城“把书房搬上船”');
    });
    await step('Undo takes it back', async () => {
      await pressButton(library, 'Undo', { within: '.panel' });
      await waitForText(library, '.row h2', /河湾小城/);
      const [{ record }] = await session.rows('versions');
      assert.deepEqual(record.edits, []);
    });
    await step('an author, with role', async () => {
      await pressButton(library, 'Correct: Author');
      await fill(library, 'form.correct input', '周一舟');
      await library.keyboard.press('Enter');
      await waitForText(library, '.row .by', /周一舟/);
      await waitForText(library, '.panel', /The page says: 林小满（河湾日报记者）/);
    });
    await step('what was only probable is confirmed with one press', async () => {
      await waitForText(library, '.panel', /First published Probably 河湾日报/);
      await pressButton(library, 'That is right: First published');
      await waitForText(library, '.panel', /First published 河湾日报.*Confirmed by you/);
      const [{ record }] = await session.rows('versions');
      assert.equal(record.source.origin.status, 'user');
    });
    await step(
      'a date that cannot be read is refused, one that can is kept as precise as it is',
      async () => {
        await pressButton(library, 'Correct: This page');
        await fill(library, 'form.correct label:nth-of-type(2) input', 'soon');
        await pressButton(library, 'Save', { within: 'form.correct' });
        await waitForText(library, 'form.correct [role="alert"]', /no date that can be read/);
        await fill(library, 'form.correct label:nth-of-type(2) input', '2026年3月');
        await pressButton(library, 'Save', { within: 'form.correct' });
        await waitForText(library, '.panel', /March 2026/);
        const [clip] = await session.rows('clips');
        assert.equal(clip.published, '2026-03');
      },
    );
    await step('a permission, with a note; the page’s statement stays in sight', async () => {
      await pressButton(library, 'Not right?');
      await pressButton(library, 'Save', { within: 'form.correct' });
      await waitForText(library, 'form.correct [role="alert"]', /from whom the permission is/);
      await fill(library, 'form.correct input[type="text"]', 'Letter of the editors, 3 March');
      await pressButton(library, 'Save', { within: 'form.correct' });
      const rights = await waitForText(library, '.panel .rights', /You note that you have permission/);
      assert.match(rights, /Letter of the editors, 3 March/);
      assert.match(rights, /声明：本媒体部分图片/);
      await waitForText(library, '.panel', /The page says: Reserved/);
      await until('the list shows the light', async () => (await session.rows('clips'))[0].light === 'amber');
      assert.ok(await find(library, '.row [aria-label="Conditions"]'));
    });
    await step('the credit of a photo', async () => {
      await pressButton(library, 'Correct: Who made the photo');
      await fill(library, 'form.correct input', '陈一');
      await pressButton(library, 'Save', { within: 'form.correct' });
      await waitForText(library, '.imgs', /陈一.*The page says: .*周一舟/);
    });
    await step(
      'corrections hold in reader and popup, and go back to the page’s words in the reader',
      async () => {
        await session.press(page, 'toggle-reader');
        await waitForReader(page);
        await waitForText(page, '.colophon', /周一舟.*Corrected by you.*The page says: 林小满/);
        await pressButton(page, 'Back to what the page says');
        await waitForText(page, '.colophon', /^(?!.*Corrected by you.*林小满).*林小满（河湾日报记者）/);
        await until('the list follows', async () => /林小满/.test((await textOf(library, '.row .by')) ?? ''));
      },
    );
  },
};

async function fill(page, selector, value) {
  const field = await until(`there is ${selector}`, () => find(page, selector));
  await field.click({ count: 3 });
  await field.press('Backspace');
  await field.type(value);
}
