import assert from 'node:assert/strict';
import { until } from '../../../scripts/lib/until.mjs';
import { keptClips, waitForClips, waitForImages } from '../lib/library-checks.mjs';

export default {
  name: 'a selection, a link, and all tabs of a window',
  async run({ launch, site, step }) {
    const session = await launch();
    const page = await session.open(site.page('founding--modern'));
    const newest = async (clip) =>
      (await session.rows('versions')).find(({ id }) => id === clip.versionId).record;

    await step('a selection is clipped alone, with the source of the page', async () => {
      const selected = await page.evaluate(() => {
        const paragraphs = [...document.querySelectorAll('p')].filter((p) => p.textContent.length > 60);
        getSelection().selectAllChildren(paragraphs[1]);
        return paragraphs[1].textContent.trim().slice(0, 20);
      });
      await session.chooseMenu(page, 'clip-selection');
      const [clip] = await waitForClips(session, 1);
      const record = await newest(clip);
      assert.equal(record.capture.how, 'selection');
      assert.ok(record.content.text.startsWith(selected));
      assert.ok(record.content.text.length < 1_000);
      assert.ok(record.source.creators.length > 0);
    });

    await step('the page is still another clip', async () => {
      await session.chooseMenu(page, 'clip');
      await waitForClips(session, 2);
    });

    await step('a link’s page is fetched and kept as it would be from its own tab', async () => {
      const linkUrl = site.page('image--caption-zh');
      await session.chooseMenu(page, 'clip-link', { linkUrl });
      const clip = await until('the link’s page is kept', async () =>
        (await keptClips(session)).find(({ url }) => url === linkUrl),
      );
      assert.ok(!clip.toFetch);
      const record = await newest(clip);
      assert.equal(record.capture.how, 'full-article');
      assert.ok(record.content.text.length > 100);
    });

    await step('of a link that does not answer the address is kept', async () => {
      const linkUrl = `${site.origin}/nowhere/at-all.html`;
      await session.chooseMenu(page, 'clip-link', { linkUrl });
      const clip = await until('the address is kept', async () =>
        (await keptClips(session)).find(({ url }) => url === linkUrl),
      );
      assert.equal(clip.toFetch, true);
    });

    await step('pictures are kept that a site shows on its own pages only', async () => {
      const guarded = await session.open(site.as('guarded', 'founding--modern'));
      await session.chooseMenu(guarded, 'clip');
      const clip = await until('the guarded page is kept', async () =>
        (await keptClips(session)).find(({ url }) => url.includes('/as/guarded/')),
      );
      await waitForImages(session);
      const images = (await newest(clip)).images;
      assert.ok(images.length > 0);
      assert.deepEqual(
        images.map(({ failure }) => failure),
        images.map(() => undefined),
      );
      await guarded.close();
    });

    await step(
      'all tabs of a window are clipped, with reasons for those left out, and taken back',
      async () => {
        await session.open(site.page('image--gallery'));
        const library = await session.openExtensionPage('library.html');
        const before = (await keptClips(session)).length;
        const read = () =>
          session.inExtension(async (api) => (await api.storage.session.get('clip-tabs'))['clip-tabs']);
        const ask = (type, data) =>
          library.evaluate(
            (message) => (globalThis.browser ?? globalThis.chrome).runtime.sendMessage(message),
            { to: 'background', type, data },
          );
        const windowId = await session.inExtension(async (api) => (await api.tabs.query({}))[0].windowId);
        const started = await ask('clipTabs', { windowId });
        assert.equal(started.ok, true);
        const job = await until('the job is done', async () => {
          const now = await read();
          return now?.state === 'done' ? now : undefined;
        });
        const byEnd = (end) => job.tabs.find(({ url }) => url.includes(end));
        assert.deepEqual(
          [byEnd('founding--modern').state, byEnd('founding--modern').outcome],
          ['clipped', 'same'],
        );
        assert.deepEqual(
          [byEnd('image--gallery').state, byEnd('image--gallery').outcome],
          ['clipped', 'new'],
        );
        assert.deepEqual(
          [byEnd('library.html').state, byEnd('library.html').why],
          ['left-out', 'restricted-page'],
        );
        assert.equal((await keptClips(session)).length, before + 1);
        await ask('undoClipTabs', {});
        assert.equal((await keptClips(session)).length, before);
      },
    );
  },
};
