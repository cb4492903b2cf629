import assert from 'node:assert/strict';
import { pressButton, textOf, textsOf, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { checkAccess } from '../lib/axe.mjs';
import { lookIn, looks } from '../lib/looks.mjs';
import { keptSettings } from '../lib/reading.mjs';

const words = {
  'en-US': {
    settings: 'Settings',
    add: 'Add',
    remove: 'Remove news.example',
    keys: 'Show and change keys',
    clipSelection: 'Clip the selection',
  },
  'zh-CN': {
    settings: '设置',
    add: '添加',
    remove: '移除news.example',
    keys: '查看与更改按键',
    clipSelection: '剪藏所选内容',
  },
};

/** The settings page: reached from popup and library, by keyboard, in both languages, by day and by night. */
export default {
  name: 'the settings are found, work at once and are kept',
  areLooks: true,
  variants: looks,
  async run({ launch, site, step, shoot, browser, variant }) {
    const { theme, language } = lookIn(browser, variant);
    const say = words[language];
    const session = await launch({ theme, language });

    await step('the popup leads to them', async () => {
      const page = await session.open(site.page('founding--modern'));
      const popup = await session.openPopup(page);
      await pressButton(popup, say.settings);
      await (await session.waitForPage(`${session.origin}/options.html`)).close();
    });
    const settings = await session.openExtensionPage('options.html');
    await step('they can be read, and axe finds nothing', async () => {
      await waitForText(settings, '#sites h2', /./);
      await checkAccess(settings);
      await shoot(settings, `settings-${language.slice(0, 2)}-${theme}`, { fullPage: true });
      await settings.setViewport({ width: 320, height: 800 });
      const over = await settings.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(over <= 0, `nothing stands out at 320 px, and ${over} px do`);
      await shoot(settings, `settings-narrow-${language.slice(0, 2)}-${theme}`, { fullPage: true });
      await settings.setViewport({ width: 1280, height: 900 });
    });
    await step('a site is added by keyboard, nonsense is refused, and it is removed again', async () => {
      const field = await settings.$('#sites input');
      await field.focus();
      await settings.keyboard.type('not a site');
      await settings.keyboard.press('Enter');
      await waitForText(settings, '#sites [role="alert"]', /./);
      await field.evaluate((input) => input.select());
      await settings.keyboard.type('news.example');
      await settings.keyboard.press('Enter');
      await until('the site is kept', async () =>
        (await keptSettings(session))?.openOn?.includes('news.example'),
      );
      await pressButton(settings, say.remove);
      await until('the site is gone', async () => (await keptSettings(session)).openOn.length === 0);
      assert.ok((await textOf(settings, '#sites .entries-none')).length > 0);
    });
    await step('a section has an address, and the keys of the reader are shown', async () => {
      await settings.evaluate(() => {
        location.hash = '#keys';
      });
      await until('the keys are in view', () =>
        settings.evaluate(() => document.activeElement?.id === 'keys-title'),
      );
      const named = await textsOf(settings, '.key-list dt');
      assert.ok(named.includes(say.clipSelection), `${named}`);
      assert.equal(new Set(named).size, 4);
      await pressButton(settings, say.keys);
      await waitForText(settings, 'dialog.keys', /Esc/);
      await checkAccess(settings);
    });
    await step('the library leads to them too', async () => {
      const library = await session.openExtensionPage('library.html');
      await pressButton(library, say.settings);
      await session.waitForPage(`${session.origin}/options.html`);
    });
  },
};
