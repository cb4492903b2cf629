import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { find, textOf, waitForNoReader, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { pageState } from '../lib/page-state.mjs';
import { keptSettings, key, styleOf, waitFor, waitForNo } from '../lib/reading.mjs';

/** Which element a person would hit at a point, through shadow roots. */
const hit = (page, x, y) =>
  page.evaluate(
    ([left, top]) => {
      let element = document.elementFromPoint(left, top);
      while (element?.shadowRoot?.elementFromPoint(left, top)) {
        const inner = element.shadowRoot.elementFromPoint(left, top);
        if (inner === element) break;
        element = inner;
      }
      return element.getRootNode() === document ? `page: ${element.tagName}` : 'reader';
    },
    [x, y],
  );

export default {
  name: 'hostile pages: dialogs on top, banners, locked scrolling, wild styles',
  async run({ browser, launch, site, step, shoot }) {
    const session = await launch();

    await step('neither banner, dialog nor popover shows through', async () => {
      const page = await session.open(site.own('hostile.html'));
      const before = await pageState(page);
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      assert.match(await textOf(page, '.reader .body'), /opened by hand since 1796/);
      for (const [x, y] of [
        [640, 450],
        [20, 880],
        [1260, 20],
      ]) {
        assert.equal(await hit(page, x, y), 'reader');
      }
      await shoot(page, 'hostile');
      await step('nor what the page opens later', async () => {
        await page.evaluate(() => dispatchEvent(new Event('test-insist')));
        await until('the reader is on top again', async () => (await hit(page, 640, 450)) === 'reader');
        assert.ok(await find(page, '.reader'));
      });
      await step('the reader scrolls though the page is locked', async () => {
        await page.setViewport({ width: 900, height: 420 });
        await key(page, 'PageDown');
        await until('it has scrolled', async () =>
          (await find(page, '.scroller')).evaluate((node) => node.scrollTop > 50),
        );
        await page.mouse.move(400, 200);
        await until('the wheel scrolls back', async () => {
          await page.mouse.wheel({ deltaY: -300 });
          return (await find(page, '.scroller')).evaluate((node) => node.scrollTop < 10);
        });
        await page.setViewport({ width: 1280, height: 900 });
      });
      await step('what a script of the page makes up does nothing', async () => {
        const settings = await keptSettings(session);
        await page.evaluate(driveByScript);
        await key(page, 't'); // after it, in the same queue: a person's key still acts
        await waitFor(page, '.typepanel');
        await key(page, 'Escape');
        await waitForNo(page, '.typepanel');
        assert.ok(await find(page, '.reader'));
        assert.deepEqual(await keptSettings(session), settings);
        assert.deepEqual(await session.rows('clips'), []);
      });
      await step('nor can the page hide, dress or move what a person presses', async () => {
        for (const harm of [hideHost, moveHost, swapHost]) {
          await page.evaluate(harm);
          await until(`the reader stands after ${harm.name}`, () => page.evaluate(stands));
          assert.equal(await hit(page, 640, 450), 'reader');
        }
        await shoot(page, 'hostile-moved');
      });
      await step('the page hears nothing and is the same afterwards', async () => {
        await key(page, 'Escape');
        await waitForNoReader(page);
        const after = await pageState(page);
        assert.equal(after.html, before.html);
        assert.deepEqual(after.scroll, before.scroll);
      });
    });
    await step('a page that fights for the place on top gets its window back', async () => {
      const page = await session.open(site.own('hostile.html'));
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await page.evaluate(() => {
        setInterval(() => dispatchEvent(new Event('test-insist')), 20);
      });
      await waitForNoReader(page);
      await page.close();
    });
    await step('the scrollbars of the page do not stand beside those of the reader', async () => {
      const page = await session.open(site.page('reader--essay'));
      await page.evaluate(() => {
        document.body.style.minWidth = '3000px';
        scrollTo(200, 300);
      });
      const seen = () =>
        page.evaluate(() => ({
          room: [innerWidth - document.documentElement.clientWidth, innerHeight - visualViewport.height],
          wide: document.body.getBoundingClientRect().width,
          at: [scrollX, scrollY],
          sheets: document.adoptedStyleSheets.length,
        }));
      const before = await seen();
      assert.ok(before.room.every((pixels) => pixels > 0) && before.at.every((at) => at > 0));
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      await until('they are hidden, and nothing moved', async () =>
        isDeepStrictEqual({ ...(await seen()), sheets: 0 }, { ...before, room: [0, 0] }),
      );
      await key(page, 'Escape');
      await waitForNoReader(page);
      await until('they are back', async () => isDeepStrictEqual(await seen(), before));
      await page.close();
    });
    await step('a page that undoes all styles does not reach the reader', async () => {
      const page = await session.open(site.as('hostile', 'reader--news'));
      await session.press(page, 'toggle-reader');
      await waitForReader(page);
      const style = await styleOf(page, '.reader .body p', ['font-size', 'display', 'opacity']);
      assert.deepEqual(style, { 'font-size': '19px', display: 'block', opacity: '1' });
      await key(page, 't');
      await waitFor(page, '.typepanel');
      assert.equal(await hit(page, 640, 450), 'reader');
    });
    await step('nor can it look into what is over it: the root is closed to its script', async () => {
      const shipped = await launch({ asShipped: true });
      const page = await shipped.open(site.own('hostile.html'));
      await page.evaluate(lieInWait);
      await shipped.press(page, 'toggle-reader');
      const isThere = () => page.evaluate(() => document.elementFromPoint(640, 450)?.localName);
      await until('the reader is there', async () => (await isThere()) === 'colophon-reader-surface');
      await page.mouse.click(640, 450, { count: 2 }); // a word is picked, or a control is pressed
      await page.keyboard.press('Tab');
      await until('the page has been told of the focus', () =>
        page.evaluate(() => document.activeElement?.localName === 'colophon-reader-surface'),
      );
      const seen = await page.evaluate(lookIn);
      // Firefox gives any page the real target of an event and the real ends of a selection, closed root or not.
      const isFirefoxes = (words) =>
        /^(?:originalTarget|explicitOriginalTarget|rangeParent|selection)\b/.test(words);
      assert.deepEqual(browser === 'firefox' ? seen.filter((words) => !isFirefoxes(words)) : seen, []);
      await shipped.press(page, 'toggle-reader');
      await until('it closes', async () => (await isThere()) !== 'colophon-reader-surface');
    });
  },
};

/** In the page, before the reader comes: all that would give it the reader's root, or anything in it. */
function lieInWait() {
  const caught = { roots: [], targets: [] };
  globalThis.caught = caught;
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    caught.roots.push(root);
    return root;
  };
  customElements.define(
    'colophon-reader-surface',
    class extends HTMLElement {
      constructor() {
        super();
        caught.roots.push(this.attachInternals().shadowRoot);
      }
    },
  );
  const note = (event) => {
    for (const node of event.composedPath()) caught.targets.push(['composedPath', node]);
    for (const name of ['target', 'relatedTarget', 'originalTarget', 'explicitOriginalTarget', 'rangeParent'])
      caught.targets.push([`${name} of ${event.type}`, event[name]]);
  };
  for (const name of [
    'pointerdown',
    'mousedown',
    'click',
    'keydown',
    'focusin',
    'scroll',
    'selectionchange',
    'selectstart',
  ])
    addEventListener(name, note, true);
}

/** In the page: what of the reader it has got hold of, in words. */
function lookIn() {
  const { roots, targets } = globalThis.caught;
  const host = document.querySelector('colophon-reader-surface');
  const selection = getSelection();
  const range = selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const nodes = {
    'shadowRoot of the host': [host.shadowRoot],
    'roots that were made': roots,
    'under the pointer': [
      ...document.elementsFromPoint(640, 450),
      document.caretPositionFromPoint?.(640, 450)?.offsetNode,
    ],
    focus: [document.activeElement],
    selection: [selection.anchorNode, selection.focusNode, range?.startContainer, range?.endContainer],
  };
  const found = Object.entries(nodes).flatMap(([where, all]) => all.map((node) => [where, node]));
  const isInside = (node) =>
    node instanceof Node && (node instanceof ShadowRoot || node.getRootNode() !== document);
  const told = [...found, ...targets].filter(([, node]) => isInside(node));
  return [...new Set(told.map(([where, node]) => `${where}: ${node.nodeName}`))];
}

/** In the page: tries to work the reader with events of its own, on everything that it can lay its hands on. */
function driveByScript() {
  const host = document.querySelector('colophon-reader-surface');
  const inside = [...(host.shadowRoot?.querySelectorAll('*') ?? [])];
  const make = { bubbles: true, composed: true, cancelable: true };
  for (const target of [window, document, document.documentElement, host, ...inside]) {
    for (const letter of ['c', 't', 'f', 'u', 'z', '+', 'Escape', 'Enter', ' '])
      target.dispatchEvent(new KeyboardEvent('keydown', { ...make, key: letter }));
    for (const name of [
      'pointerdown',
      'mousedown',
      'pointerup',
      'mouseup',
      'click',
      'paste',
      'input',
      'change',
    ])
      target.dispatchEvent(new Event(name, make));
    for (const name of ['submit', 'cancel', 'close', 'drop', 'beforeprint', 'afterprint', 'fullscreenchange'])
      target.dispatchEvent(new Event(name, make));
    target.click?.();
  }
  delete document.documentElement.dataset.heard; // of what it has said to itself
}

/** In the page: dresses the host so that nothing of it would be seen or hit. */
function hideHost() {
  const host = document.querySelector('colophon-reader-surface');
  const style = 'opacity:0; transform:scale(.01); clip-path:inset(50%); filter:opacity(0); zoom:.1';
  host.style.cssText = `${style.replaceAll(/(;|$)/g, ' !important$1')}; pointer-events: none !important`;
  host.className = 'gone';
  host.hidden = true;
  host.inert = true;
  host.popover = 'manual';
  host.animate([{ opacity: 0 }], { duration: 60_000, fill: 'forwards' });
  const sheet = document.createElement('style');
  sheet.id = 'test-dress';
  sheet.textContent = 'colophon-reader-surface { opacity: 0 !important; translate: 9000px !important }';
  document.head.append(sheet);
}

/** In the page: puts the host where everything is unseen, which would keep its buttons under the mouse. */
function moveHost() {
  document.getElementById('test-dress').remove();
  const room = document.createElement('div');
  room.style.opacity = '0';
  document.body.append(room);
  const host = document.querySelector('colophon-reader-surface');
  for (const animation of host.getAnimations()) animation.cancel();
  room.append(host);
  room.id = 'test-room';
}

/** In the page: takes the host out and puts it back at once, which costs it its place in the top layer. */
function swapHost() {
  document.getElementById('test-room').remove();
  const host = document.querySelector('colophon-reader-surface');
  host.remove();
  document.documentElement.append(host);
}

/** In the page: whether the reader is on top, whole and plain. */
function stands() {
  const host = document.querySelector('colophon-reader-surface');
  const { opacity, translate, pointerEvents } = getComputedStyle(host);
  return (
    host.parentNode === document.documentElement &&
    host.attributes.length === 0 &&
    host.shadowRoot.querySelector('dialog').matches(':modal') &&
    [opacity, translate, pointerEvents].join() === '1,none,auto'
  );
}
