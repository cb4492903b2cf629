import { find, waitForReader } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';

/** Opens a page and the reader over it. */
export async function openReader(session, url) {
  const page = await session.open(url);
  await session.press(page, 'toggle-reader');
  await waitForReader(page);
  return page;
}

/** What an element shows: its computed style, as far as asked. */
export async function styleOf(page, selector, names) {
  const element = await find(page, selector);
  return element?.evaluate((node, wanted) => {
    const style = getComputedStyle(node);
    return Object.fromEntries(wanted.map((name) => [name, style.getPropertyValue(name)]));
  }, names);
}

/** Draws over some words of the article with the mouse, as a hand does. Scrolls them into view first. */
export async function selectWords(page, words) {
  const body = await find(page, '.reader .body');
  const [from, to] = await body.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
    const text = nodes.map((node) => node.data).join('');
    const start = text.indexOf(wanted);
    if (start < 0) throw new Error(`"${wanted}" is not in: ${text.slice(0, 200)}`);
    const placeOf = (place) => {
      let left = place;
      for (const node of nodes) {
        if (left < node.data.length) return [node, left];
        left -= node.data.length;
      }
      throw new Error('beyond the text');
    };
    const [firstNode, first] = placeOf(start);
    const [lastNode, last] = placeOf(start + wanted.length - 1);
    firstNode.parentElement.scrollIntoView({ block: 'center', behavior: 'instant' });
    const edge = (node, place, end) => {
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      const rect = range.getBoundingClientRect();
      return [end ? rect.right - 1 : rect.left + 1, rect.top + rect.height / 2];
    };
    return [edge(firstNode, first, false), edge(lastNode, last, true)];
  }, words);
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
  await page.mouse.move(...to);
  await page.mouse.up();
}

/** Changes settings as they are kept, without the panel. */
export function keepSettings(session, change) {
  return session.inExtension(async (api, wanted) => {
    const { settings } = await api.storage.local.get('settings');
    await api.storage.local.set({ settings: { ...settings, ...wanted } });
  }, change);
}

/** The settings as they are kept. */
export function keptSettings(session) {
  return session.inExtension(async (api) => (await api.storage.local.get('settings')).settings ?? {});
}

/** Presses a key of the reader. */
export async function key(page, name) {
  await page.keyboard.press(name);
}

/** Waits for an element inside the reader, and gives it. */
export function waitFor(page, selector) {
  return until(`there is ${selector}`, () => find(page, selector));
}

/** Waits until an element is gone. */
export function waitForNo(page, selector) {
  return until(`${selector} is gone`, async () => !(await find(page, selector)));
}

/** The words under the marks of the shown text, one string for each mark, in the order of the text. */
export async function markedWords(page) {
  const body = await find(page, '.reader .body');
  return body.evaluate((root) => {
    const words = new Map();
    for (const piece of root.querySelectorAll('mark.hl')) {
      words.set(piece.dataset.mark, (words.get(piece.dataset.mark) ?? '') + piece.textContent);
    }
    return [...words.values()];
  });
}
