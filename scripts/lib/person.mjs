import { until } from './until.mjs';

/**
 * What a person does and sees on a page, the same in both browsers. Shadow roots are looked into, since the reader
 * stands in one.
 */

/** The text that is shown in the first element for a selector, shadow roots included; undefined where there is none. */
export async function textOf(page, selector) {
  const element = await find(page, selector);
  return element?.evaluate((node) => node.innerText.replace(/\s+/g, ' ').trim());
}

/** Waits until the element for a selector shows text that matches, and gives it. */
export function waitForText(page, selector, pattern, options) {
  return until(
    `${selector} says ${pattern}`,
    async () => {
      const text = await textOf(page, selector);
      return text && pattern.test(text) ? text : undefined;
    },
    options,
  );
}

/**
 * Presses the button or link whose name starts so, with the mouse, once it stands still and nothing covers it: a person
 * does not press what is still moving. `within`: a selector of the place to look in.
 */
export async function pressButton(page, name, { within, ...patience } = {}) {
  const { error } = await until(
    `there is a button "${name}" that stands still`,
    async () => {
      const found = await findButton(page, name, within);
      return found && (await found.evaluate(standsStill)) && click(found);
    },
    patience,
  );
  if (error) throw error;
}

/**
 * What came of a click; undefined where the button was drawn anew or moved away between the look and the click, so that it
 * heard nothing: a person would see that, and press again.
 */
async function click(handle) {
  const heard = await handle.evaluateHandle((node) => {
    const told = { click: false };
    const hear = () => {
      told.click = true;
    };
    node.addEventListener('click', hear, { capture: true, once: true });
    return told;
  });
  try {
    await handle.click();
  } catch (error) {
    return /not clickable/.test(error.message) ? undefined : { error };
  }
  // A page that went away for being pressed can't be asked.
  const isHeard = await heard.evaluate(({ click: told }) => told).catch(() => true);
  return isHeard ? {} : undefined;
}

/** In the page: whether an element is where it was two frames ago, and would itself get a click on its middle. */
async function standsStill(node) {
  node.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const place = () => JSON.stringify(node.getBoundingClientRect());
  const before = place();
  // A page in the back gets no frames.
  const frame = () =>
    new Promise((next) => (document.hidden ? setTimeout(next, 30) : requestAnimationFrame(next)));
  await frame();
  await frame();
  if (!node.isConnected || place() !== before) return false;
  const { left, top, width, height } = node.getBoundingClientRect();
  const hit = node.getRootNode().elementFromPoint(left + width / 2, top + height / 2);
  return node === hit || node.contains(hit) || Boolean(hit?.closest('label')?.contains(node));
}

/** The button, link or labelled choice with that accessible name, or else the first whose name starts so, if one is shown. */
export async function findButton(page, name, within = 'html') {
  const handle = await page.evaluateHandle(
    (wanted, place) => {
      const all = (root) => {
        const here = [...root.querySelectorAll('*')];
        return here.flatMap((node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
      };
      const nameOf = (node) => {
        const label = node.getAttribute('aria-label');
        if (label) return label;
        const copy = node.cloneNode(true);
        for (const hidden of copy.querySelectorAll('[aria-hidden="true"], kbd')) hidden.remove();
        return copy.textContent.trim();
      };
      const start = document.querySelector(place);
      const named = (start ? all(start) : []).filter(
        (node) =>
          node.matches('button, a[href], label, summary') &&
          node.checkVisibility() &&
          nameOf(node).startsWith(wanted),
      );
      return named.find((node) => nameOf(node) === wanted) ?? named[0];
    },
    name,
    within,
  );
  return handle.asElement() ?? undefined;
}

/** The first element for a selector, in the document or in a shadow root of it. */
export async function find(page, selector) {
  const handle = await page.evaluateHandle((wanted) => {
    const search = (root) => {
      const found = root.querySelector(wanted);
      if (found) return found;
      for (const node of root.querySelectorAll('*')) {
        const inside = node.shadowRoot && search(node.shadowRoot);
        if (inside) return inside;
      }
      return null;
    };
    return search(document);
  }, selector);
  return handle.asElement() ?? undefined;
}

/** The shown texts of all elements for a selector, shadow roots included, in document order. */
export function textsOf(page, selector) {
  return page.evaluate((wanted) => {
    const search = (root) => [
      ...root.querySelectorAll(wanted),
      ...[...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot ? search(node.shadowRoot) : [])),
    ];
    return search(document).map((node) => node.innerText.trim());
  }, selector);
}

/** Waits until nothing moves or fades any more, so that a picture shows the page as it stays. */
export function waitForRest(page) {
  return until('nothing moves any more', () =>
    page.evaluate(() => {
      const roots = (root) => [
        root,
        ...[...root.querySelectorAll('*')].flatMap((node) => (node.shadowRoot ? roots(node.shadowRoot) : [])),
      ];
      return roots(document).every((root) =>
        root.getAnimations().every(({ playState }) => playState !== 'running' && playState !== 'paused'),
      );
    }),
  );
}

/** Waits until the reader stands over the page and shows its text. */
export async function waitForReader(page, patience) {
  await waitForText(page, '.reader h1', /\S/, patience);
  await waitForText(page, '.reader .sourceline', /\S/, patience); // what is known of the text comes after the text
  return page;
}

/** Waits until the reader is gone. */
export function waitForNoReader(page) {
  return until('the reader is closed', async () => !(await find(page, '.reader')));
}
