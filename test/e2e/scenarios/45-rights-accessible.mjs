import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pressButton, waitForReader, waitForText } from '../../../scripts/lib/person.mjs';
import { waitForClips, waitForImages } from '../lib/library-checks.mjs';
import { lookIn, looks } from '../lib/looks.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const words = {
  'en-US': {
    cite: 'Cite',
    correct: 'Correct: Author',
    notRight: 'Not right?',
    save: 'Save',
    cancel: 'Cancel',
    verify: 'Verify',
    compare: 'Compare with the page now',
    note: /Say from whom/,
    unchanged: /Unchanged/,
  },
  'zh-CN': {
    cite: '引用',
    correct: '更正：作者',
    notRight: '不对？',
    save: '保存',
    cancel: '取消',
    verify: '核对',
    compare: '与现在的页面比较',
    note: /请写明/,
    unchanged: /一致/,
  },
};

/** Every state of rights, corrections, citations and comparison, by day and by night, in both languages. */
export default {
  name: 'axe finds nothing in rights, corrections and citations',
  areLooks: true,
  variants: looks,
  async run({ launch, site, step, shoot, browser, variant }) {
    const { theme, language } = lookIn(browser, variant);
    const say = words[language];
    const shot = (page, name) => shoot(page, `${name}-${language.slice(0, 2)}-${theme}`);
    const session = await launch({ theme, language });
    const page = await session.open(site.page('founding--modern'));

    await step('in the popup', async () => {
      const popup = await session.openPopup(page);
      await waitForText(popup, '.card', /林小满/);
      await openAll(popup);
      await check(popup);
      await popup.bringToFront();
      await shot(popup, 'popup-where');
      await pressButton(popup, say.cite);
      await waitForText(popup, '.cite-preview', /林小满/);
      await check(popup);
      await shot(popup, 'popup-cite');
      await popup.close();
    });
    await step('in the reader', async () => {
      await session.press(page, 'clip-page');
      await waitForClips(session, 1);
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await waitForText(page, '.colophon .correct-line', /./);
      await openAll(page);
      await check(page, { include: [['colophon-reader-surface']] });
      await pressButton(page, say.cite);
      await waitForText(page, '.cite-preview', /林小满/);
      await check(page, { include: [['colophon-reader-surface']] });
      await shot(page, 'reader-cite');
      await page.keyboard.press('Escape');
      await session.press(page, 'toggle-reader');
    });
    await step('in the library', async () => {
      await waitForImages(session);
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, '.text h1', /./);
      await openAll(library);
      await check(library);
      await pressButton(library, say.correct);
      await check(library);
      await shot(library, 'library-correct');
      await pressButton(library, say.cancel, { within: 'form.correct' });
      await pressButton(library, say.notRight);
      await pressButton(library, say.save, { within: 'form.correct' });
      await waitForText(library, 'form.correct [role="alert"]', say.note);
      await check(library);
      await shot(library, 'library-terms');
      await pressButton(library, say.cancel, { within: 'form.correct' });
      await pressButton(library, say.verify);
      await waitForText(library, '.verify', say.unchanged);
      await pressButton(library, say.compare);
      await waitForText(library, '.compare-dialog', /./);
      await check(library);
      await shot(library, 'library-compare');
    });
  },
};

/** Opens every "where found" there is. */
function openAll(page) {
  return page.evaluate(() => {
    const roots = [
      document,
      ...[...document.querySelectorAll('*')].map((node) => node.shadowRoot).filter(Boolean),
    ];
    for (const root of roots)
      for (const details of root.querySelectorAll('.where-words')) details.open = true;
  });
}

async function check(page, context) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (where) => {
    const found = await axe.run(where ?? document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => ({ target, failureSummary })),
    }));
  }, context);
  assert.deepEqual(violations, []);
}
