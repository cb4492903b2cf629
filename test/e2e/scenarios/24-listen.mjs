import assert from 'node:assert/strict';
import { find, pressButton, textOf, waitForNoReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { keptSettings, key, openReader, waitForNo } from '../lib/reading.mjs';

/**
 * A voice for the world of the reader's script, since test machines have none: it says nothing, ends a sentence when
 * the test asks, and notes what it was given.
 */
async function giveVoices(session, page, voices) {
  const tabId = await session.tabId(page);
  await session.inExtension(
    async (api, id, given) => {
      await api.scripting.executeScript({
        target: { tabId: id },
        args: [given],
        func: (list) => {
          const said = [];
          let current;
          const tell = () => document.documentElement.setAttribute('data-said', JSON.stringify(said));
          const fake = {
            getVoices: () => list,
            speak: (utterance) => {
              current = utterance;
              said.push({ text: utterance.text, lang: utterance.lang, rate: utterance.rate });
              tell();
              utterance.onstart?.();
            },
            cancel: () => {
              current = undefined;
              said.push('silence');
              tell();
            },
            addEventListener() {},
            removeEventListener() {},
          };
          document.addEventListener('test-sentence-ends', () => {
            const ended = current;
            current = undefined;
            ended?.onend?.();
          });
          Object.defineProperty(window, 'speechSynthesis', { value: fake, configurable: true });
          class Utterance {
            constructor(text) {
              this.text = text;
            }
          }
          Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance, configurable: true });
        },
      });
    },
    tabId,
    voices,
  );
}

const voice = (lang) => ({
  name: `Voice ${lang}`,
  lang,
  localService: true,
  default: false,
  voiceURI: `test:${lang}`,
});

export default {
  name: 'listening',
  async run({ launch, site, step, browser }) {
    const session = await launch();
    const page = await openReader(session, site.page('reader--news-zh'));
    const said = () =>
      page
        .evaluate(() => JSON.parse(document.documentElement.getAttribute('data-said') ?? '[]'))
        .then((all) => all.filter((each) => each !== 'silence'));
    const lit = async () => (await find(page, '.spoken'))?.evaluate((layer) => layer.childElementCount);
    const endSentence = () => page.evaluate(() => document.dispatchEvent(new Event('test-sentence-ends')));

    await step('without a voice it says so', async () => {
      if (browser === 'chromium') await giveVoices(session, page, [voice('pt-BR')]);
      await key(page, 'l');
      await until('it is said', async () =>
        /No voice for Chinese/.test((await textOf(page, '.listen-bar')) ?? ''),
      );
      await pressButton(page, 'Stop listening');
      await waitForNo(page, '.listen-bar');
    });
    // Firefox keeps a page's own speech before any that a test puts in its place.
    if (browser === 'firefox') return;
    await step(
      'with voices it reads sentence by sentence, and changes the voice at the sentence',
      async () => {
        await giveVoices(session, page, [voice('zh-CN'), voice('en-GB')]);
        await key(page, 'l');
        await until('the first is spoken', async () => (await said()).length === 1);
        for (let count = 1; count < 8 && !(await said()).some(({ lang }) => lang === 'en-GB'); count += 1) {
          await endSentence();
          await until('the next is spoken', async () => (await said()).length === count + 1);
        }
        const english = (await said()).at(-1);
        assert.equal(english.text, 'We have kept this pier for a hundred and forty years.');
        assert.equal((await said())[0].lang, 'zh-CN');
      },
    );
    await step('the sentence is lit and in view', async () => {
      assert.ok((await lit()) > 0);
      const inside = await (await find(page, '.spoken > i')).evaluate((box) => {
        const { top, bottom } = box.getBoundingClientRect();
        return top > 0 && bottom < innerHeight;
      });
      assert.ok(inside);
    });
    await step('it pauses, skips and takes another speed', async () => {
      await key(page, 'l');
      await until('it pauses', async () => Boolean(await find(page, '.listen-bar [aria-label="Play"]')));
      const before = (await said()).length;
      await pressButton(page, 'Paragraph on');
      assert.equal((await said()).length, before);
      await pressButton(page, 'Play');
      await until('it goes on', async () => (await said()).length === before + 1);
      await pressButton(page, 'Faster', { within: 'html' });
      await until('it is faster', async () => (await said()).at(-1).rate === 1.2);
      await until('the speed is kept', async () => (await keptSettings(session)).speechRate === 1.2);
      const at = (await said()).at(-1).text;
      await key(page, '.');
      await until('the next sentence', async () => (await said()).at(-1).text !== at);
      await key(page, ',');
      await until('and back', async () => (await said()).at(-1).text === at);
    });
    await step('it stops when the reader is closed', async () => {
      await pressButton(page, 'Close the reader');
      await waitForNoReader(page);
      const all = await page.evaluate(() => JSON.parse(document.documentElement.getAttribute('data-said')));
      assert.equal(all.at(-1), 'silence');
    });
  },
};
