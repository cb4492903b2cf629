import assert from 'node:assert/strict';
import {
  find,
  pressButton,
  textOf,
  textsOf,
  waitForNoReader,
  waitForText,
} from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { waitForClips } from '../lib/library-checks.mjs';
import { lookIn, looks } from '../lib/looks.mjs';
import { pageState } from '../lib/page-state.mjs';
import { keptSettings } from '../lib/reading.mjs';

const words = {
  'en-US': {
    pick: 'Pick the article',
    missing: 'What was left out',
    putBack: 'Put back',
    close: 'Close',
    notHere: 'Not here',
    remember: 'Remember for',
    remembered: /Remembered for/,
    undo: 'Undo',
    rules: 'Rules',
    remove: 'Remove',
  },
  'zh-CN': {
    pick: '选取正文',
    missing: '略去了什么',
    putBack: '放回',
    close: '关闭',
    notHere: '此处不用',
    remember: '为 ',
    remembered: /已为/,
    undo: '撤销',
    rules: '规则',
    remove: '移除',
  },
};

/** What a person does where the text is not the right one: by mouse and by keyboard, once and for the site. */
export default {
  name: 'the article is picked, trimmed and explained by hand',
  areLooks: true,
  variants: looks,
  async run({ launch, site, step, shoot, browser, variant }) {
    const { theme, language } = lookIn(browser, variant);
    const say = words[language];
    const shot = (page, name) => shoot(page, `by-hand-${name}-${language.slice(0, 2)}-${theme}`);
    const session = await launch({ theme, language });
    const page = await session.open(site.own('by-hand.html'));
    const before = await pageState(page);

    await step(
      'from the popup the page is asked which block it is, and Escape leaves it as it was',
      async () => {
        const popup = await session.openPopup(page);
        await pressButton(popup, say.pick);
        await waitForText(page, '.chooser-said', /./);
        await shot(page, 'pick');
        await checkAccess(page, { include: [['colophon-reader-surface']] });
        await page.bringToFront();
        await page.keyboard.press('Escape');
        await until('the picker is gone', async () => !(await find(page, '.chooser')));
        assert.deepEqual(await pageState(page), before);
      },
    );
    await step('the keyboard goes to the letter and takes it', async () => {
      await session.chooseMenu(page, 'pick');
      await waitForText(page, '.chooser-said', /./);
      await goTo(page, 'Tab', /The letter/);
      await page.keyboard.press('ArrowDown');
      await waitForText(page, '.chooser-said', /^(?!.*Dear town).*The letter/);
      await page.keyboard.press('ArrowUp');
      await waitForText(page, '.chooser-said', /The letter Dear town/);
      await page.keyboard.press('Enter');
      await waitForText(page, '.reader h1', /^The letter$/);
      const text = await waitForText(page, '.reader .body', /Dear town/);
      assert.doesNotMatch(text, /keeper of the ferry/);
      await waitForText(page, '.hand-notice', /./);
      await shot(page, 'picked');
    });
    await step('the clip holds what was picked', async () => {
      await page.keyboard.press('c');
      const [clip] = await waitForClips(session, 1);
      const [version] = (await session.rows('versions')).filter(({ id }) => id === clip.versionId);
      assert.equal(version.record.content.title, 'The letter');
      assert.doesNotMatch(version.record.content.text, /keeper of the ferry/);
      assert.equal(version.record.capture.how, 'simplified');
    });
    await step(
      'it is remembered for the site, used on the next page, and not where it is not wanted',
      async () => {
        await pressButton(page, say.remember, { within: 'html' });
        await until(
          'the rule is kept',
          async () => Object.keys((await keptSettings(session)).rules ?? {}).length === 1,
        );
        // The button is gone, and the focus was on it: keys go on being the reader's.
        await waitForText(page, '.hand-notice', say.remembered);
        await page.keyboard.press('Escape');
        await waitForNoReader(page);
        assert.deepEqual(await pageState(page), before);
        const next = await session.open(site.own('by-hand-2.html'));
        await session.press(next, 'toggle-reader');
        await waitForText(next, '.reader h1', /^The answer$/);
        await waitForText(next, '.hand-notice', /localhost/);
        await pressButton(next, say.notHere);
        await waitForText(next, '.reader h1', /^The bell of the ferry$/);
        await next.close();
      },
    );
    await step('the rule is seen and removed in the settings', async () => {
      const settings = await session.openExtensionPage('options.html#rules');
      await waitForText(settings, '#rules .rule', /localhost/);
      await checkAccess(settings);
      await shot(settings, 'rules');
      await pressButton(settings, say.remove, { within: '#rules' });
      await until(
        'the rule is gone',
        async () => Object.keys((await keptSettings(session)).rules).length === 0,
      );
      await settings.close();
    });
    await step('blocks are taken out by key and by mouse, and come back one after the other', async () => {
      await page.bringToFront();
      await session.press(page, 'toggle-reader');
      await waitForText(page, '.reader h1', /^The ferry$/);
      const lines = () => textsOf(page, '.reader .body > p').then((texts) => texts.length);
      const all = await lines();
      await page.keyboard.press('x');
      await waitForText(page, '.chooser-said', /keeper of the ferry/);
      await shot(page, 'remove');
      await page.keyboard.press('Enter');
      await until('a block is gone', async () => (await lines()) === all - 1);
      const third = (await find(page, '.reader .body > p:nth-of-type(3)')) ?? assert.fail('no third block');
      const { x, y, width, height } = await third.boundingBox();
      await page.mouse.move(x + width / 3, y + height / 2);
      await page.mouse.click(x + width / 3, y + height / 2);
      await until('another block is gone', async () => (await lines()) === all - 2);
      await page.keyboard.press('Escape');
      await until('the mode is left', async () => !(await find(page, '.chooser')));
      await page.keyboard.press('z');
      await until('the second is back', async () => (await lines()) === all - 1);
      await page.keyboard.press('z');
      await until('the first is back', async () => (await lines()) === all);
      assert.equal(await find(page, '.hand-notice'), undefined);
    });
    await step('what is missing is explained, and put back at its place', async () => {
      await page.keyboard.press('w');
      await waitForText(page, 'dialog.missing', /The bell was cast/);
      await shot(page, 'missing');
      await checkAccess(page, { include: [['colophon-reader-surface']] });
      const row = await rowOf(page, 'From the same bank');
      await row.click();
      await waitForText(page, '.missing-said', /./);
      await page.keyboard.press('Escape');
      await until('the dialog is closed', async () => !(await find(page, 'dialog.missing')));
      assert.match(await textOf(page, '.reader .body'), /The bell was cast/);
      await page.keyboard.press('z');
      await until(
        'it is gone again',
        async () => !/The bell was cast/.test(await textOf(page, '.reader .body')),
      );
      await page.keyboard.press('Escape');
      await waitForNoReader(page);
      assert.deepEqual(await pageState(page), before);
    });
  },
};

/** Presses a key until the block that it leads to reads so. */
async function goTo(page, key, pattern) {
  await until(`${key} leads to ${pattern}`, async () => {
    if (pattern.test((await textOf(page, '.chooser-said')) ?? '')) return true;
    await page.keyboard.press(key);
    return false;
  });
}

/** The button that puts back the block that begins so. */
async function rowOf(page, start) {
  const handle = await page.evaluateHandle((words) => {
    const root = document.querySelector('colophon-reader-surface').shadowRoot;
    const row = [...root.querySelectorAll('dialog.missing li')].find((each) =>
      each.querySelector('q').textContent.startsWith(words),
    );
    row.querySelector('button').scrollIntoView({ block: 'center' });
    return row.querySelector('button');
  }, start);
  return handle.asElement();
}
