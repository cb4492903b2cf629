import assert from 'node:assert/strict';
import { find, waitForText } from '../../../scripts/lib/person.mjs';
import { until } from '../../../scripts/lib/until.mjs';
import { aimed, corpus } from '../../torture/lib/payloads.ts';
import { harm, outAndIn, residueShown, showInLibrary, throughTheHouse } from '../lib/hostile-pipeline.mjs';
import { openHostileSite } from '../lib/hostile-site.mjs';
import { nothing, watchPage } from '../lib/watch-page.mjs';
import { withDatabase } from '../lib/with-database.mjs';

/** Every eleventh of the corpus: some three hundred; all of it, and more, by `npm run torture`. */
const payloads = [
  ...corpus().filter((_, index) => index % 11 === 0),
  // Whoever reads this form gets its fields instead of its members.
  `<form>${[
    'getAttribute',
    'localName',
    'firstChild',
    'nextSibling',
    'parentElement',
    'closest',
    'textContent',
  ]
    .map((name) => `<input name=${name} type=hidden>`)
    .join('')}<p>A form that shows its fields.</p></form>`,
  // Forbidden by the page's own policy, until somebody clones the page.
  '<a href="https://b.example/"><math><ms><p style="list-style:url(HIT/N);cursor:url(HIT/N),auto">p</p></ms></math></a>',
];

export default {
  name: 'a hostile page: nothing runs, asks or leads away, each layer alone',
  async run({ launch, step }) {
    const site = await openHostileSite();
    try {
      const session = await launch();
      const library = await session.openExtensionPage('library.html');
      await waitForText(library, 'body', /\S/);
      const alarm = await watchPage(library);
      const record = await step('through reader, clip, library, marks, search and links', () =>
        throughTheHouse({ session, library, alarm, url: site.article('a', payloads), hits: site.hits }),
      );
      await step('out and in again', () => outAndIn({ session, library, alarm, site }));

      const raw = payloads.map((payload) => aimed(payload, site.origin));
      await step(
        'what was stored raw is harmless where it is shown: the library sanitises by itself',
        async () => {
          await session.inExtension(
            withDatabase(putRaw),
            record.id,
            `<p>stored raw</p>${raw.map((html) => `<div>${html}</div>`).join('')}`,
          );
          await session.goToExtensionPage(library, 'popup.html');
          await session.goToExtensionPage(library, 'library.html');
          await waitForText(library, 'body', /\S/);
          const second = await watchPage(library);
          await showInLibrary(library, record.id);
          await until('it is shown', () => find(library, 'main .body p'));
          assert.deepEqual(harm(await second.seen()), harm(nothing));
          assert.deepEqual(await residueShown(library, 'main .body'), []);
          assert.deepEqual(site.hits, []);
        },
      );
      await step(
        'what would get past both sanitisers meets the policy of the page: it cannot run or ask',
        async () => {
          const bare = await session.openExtensionPage('library.html');
          const third = await watchPage(bare);
          // A page that parses for us, since strings may not become HTML here: that is the other half of the policy.
          const address = site.free(
            'raw',
            raw
              .map((html) => `<div>${html.replace(/<(meta|base|frameset|plaintext)/gi, '<i')}</div>`)
              .join('\n'),
          );
          const adopted = await bare.evaluate(adoptFrom, address);
          assert.ok(adopted.elements > 300, `${adopted.elements} elements were adopted`);
          const seen = await third.seen();
          assert.deepEqual([seen.ran, seen.dialogs, site.hits], [[], [], []]);
          assert.ok(seen.forbidden.length > 20, `the policy forbade ${seen.forbidden.length}`);
          assert.match(await bare.evaluate(setByString), /TrustedHTML|TypeError/);
        },
      );
      await step('the control: on a page without policy the same payloads run', async () => {
        const loose = await session.newPage();
        loose.on('dialog', (dialog) => dialog.dismiss().catch(() => undefined));
        await loose.goto(site.free('empty', '<div id=room></div>'));
        const ran = await loose.evaluate(
          async (htmls) => {
            let count = 0;
            globalThis.canary = () => count++;
            for (const html of htmls) document.getElementById('room').innerHTML = html;
            await new Promise((done) => setTimeout(done, 200));
            return count;
          },
          raw.filter((html) => /^<(?:img|svg|video|audio|input|details|style)/.test(html)),
        );
        assert.ok(ran > 5, `${ran} ran`);
      });
    } finally {
      site.close();
    }
  },
};

/** In the extension: puts HTML into the kept record as if the way in had no sanitiser. */
async function putRaw({ db, ask }, clipId, html) {
  const store = db.transaction('versions', 'readwrite').objectStore('versions');
  for (const row of await ask(store.getAll())) {
    if (row.clipId === clipId)
      await ask(store.put({ ...row, record: { ...row.record, content: { ...row.record.content, html } } }));
  }
}

/** In a page of the extension: takes the nodes of a web page into its own document. */
async function adoptFrom(address) {
  const request = new XMLHttpRequest();
  request.responseType = 'document';
  request.open('GET', address);
  await new Promise((done, failed) => {
    request.onload = done;
    request.onerror = failed;
    request.send();
  });
  // Some payloads take the names of the document's own members.
  const body = Document.prototype.querySelector.call(request.response, 'body');
  const nodes = [...body.childNodes];
  const elements = body.querySelectorAll('*').length;
  const room = document.createElement('div');
  document.body.append(room);
  for (const node of nodes) room.append(document.adoptNode(node));
  // A script that came parsed never runs; one that is made here might.
  for (const script of room.querySelectorAll('script')) {
    const made = document.createElement('script');
    try {
      made.textContent = script.textContent;
      room.append(made);
    } catch {
      // Trusted Types took it.
    }
  }
  for (const node of room.querySelectorAll('*')) {
    if (node.matches('a[href], area, form, button, input, a *, [action], [formaction]')) continue;
    for (const kind of ['error', 'load', 'mouseover', 'focus', 'toggle', 'click']) {
      node.dispatchEvent(new Event(kind, { bubbles: false, cancelable: true }));
    }
  }
  for (const link of room.querySelectorAll('a[href^="javascript" i]')) link.click();
  await new Promise((done) => setTimeout(done, 300));
  return { elements };
}

/** Where strings may not become HTML, this throws. */
function setByString() {
  try {
    document.createElement('div').innerHTML = '<b>x</b>';
    return 'it was set';
  } catch (error) {
    return String(error);
  }
}
