import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { builds } from '../../scripts/lib/builds.mjs';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { until } from '../../scripts/lib/until.mjs';
import { openSite } from '../e2e/lib/site.mjs';
import { alteredBuild } from './lib/altered-build.mjs';
import { knock, lookAround, setSpies } from './lib/tell-tales.mjs';

/**
 * The same pages in a browser with the extension and in one without: a page's script looks at all that it can reach,
 * when the extension has looked at the page. Whatever differs would tell the page whom it has before it.
 */
export default {
  name: 'a page cannot tell that the extension is there',
  count: 100,
  async *run({ browser, count }) {
    const names = readdirSync(join(root, 'test', 'pages'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    // Spread over the whole corpus; further rounds begin again.
    const step = Math.max(1, Math.floor(names.length / count));
    const chosen = Array.from({ length: count }, (_, at) => names[(at * step) % names.length]);
    const site = await openSite();
    try {
      const without = await tour(browser, site, chosen, false);
      const planted = withPlantedTraces(browser);
      const control = await tour(browser, site, chosen.slice(0, 1), true, { extension: planted });
      rmSync(planted, { recursive: true, force: true });
      const found = differ(without.views[0], control.views[0]).map((words) => words.split(':')[0]);
      const overlooked = plantedIn.filter((kind) => !found.includes(kind));
      yield {
        version: control.version,
        what: `the control: an extension that leaves ${plantedIn.length} kinds of trace`,
        done: `${plantedIn.length - overlooked.length} found`,
        goal: 'all',
        held: overlooked.length === 0,
        details: overlooked,
      };
      const withIt = await tour(browser, site, chosen, true);
      const differences = chosen.flatMap((name, at) =>
        differ(without.views[at], withIt.views[at]).map((words) => `${name}: ${words}`),
      );
      yield {
        version: withIt.version,
        what: `page's own view of ${count} pages with and without the extension, after it has looked at them`,
        done: `${differences.length} differences in ${Object.keys(withIt.views[0]).length} kinds of trace`,
        goal: '0',
        held: differences.length === 0 && withIt.views.length === count,
        details: differences,
      };
      yield {
        version: withIt.version,
        what: `files of the extension asked for by a page: ${withIt.asked} requests`,
        done: `${withIt.answered.length} answered`,
        goal: '0',
        held: withIt.asked > 0 && withIt.answered.length === 0,
        details: withIt.answered,
      };
    } finally {
      await site.close();
    }
  },
};

/** Where the traces below must show. */
const plantedIn = ['html', 'changes', 'resources', 'messages', 'styles', 'stores', 'place'];

/** A copy of the build whose detector leaves traces in the page, as a careless extension would. */
function withPlantedTraces(browser) {
  const folder = alteredBuild(browser, () => undefined);
  const traces = () => {
    document.documentElement.dataset.trace = '1';
    document.head.append(document.createElement('style'));
    performance.mark('trace');
    window.postMessage('trace', '*');
    localStorage.setItem('trace', '1');
    history.replaceState({ trace: 1 }, '');
  };
  appendFileSync(join(folder, 'detect.js'), `\n;(${traces})();\n`);
  return folder;
}

/** Visits the pages one after the other, and gives what the script of each could see. */
async function tour(browser, site, names, hasExtension, options = { asShipped: true }) {
  const session = await launchBrowser(browser, { language: 'en-US', ...options });
  try {
    const files = filesOf(browser).map((file) => `${session.origin}/${file}`);
    if (!hasExtension) await session.browser.uninstallExtension(session.id);
    const views = [];
    const answered = [];
    for (const name of names) {
      const page = await session.newPage();
      const heard = [];
      page.on('console', (message) => {
        // The browser itself asks for an icon, some time after the page has loaded.
        if (message.location()?.url?.endsWith('/favicon.ico')) return;
        heard.push(`${message.type()} ${message.text()}`);
      });
      page.on('pageerror', (error) => heard.push(String(error)));
      await page.evaluateOnNewDocument(setSpies);
      await page.goto(site.page(name), { waitUntil: 'load' });
      await page.bringToFront();
      if (hasExtension)
        await until(`the button knows ${name}`, async () =>
          /article found|no article/.test(await session.buttonTitle(page)),
        );
      views.push({ ...(await page.evaluate(lookAround)), console: [...heard].sort() });
      if (hasExtension) answered.push(...(await page.evaluate(knock, files)));
      await page.close();
    }
    return { views, answered, asked: files.length * names.length, version: await session.browser.version() };
  } finally {
    await session.close();
  }
}

function filesOf(browser) {
  return readdirSync(builds[browser].folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(builds[browser].folder.length + 1));
}

/** What is not the same in two views, in words. */
function differ(one, other) {
  return Object.keys(other).flatMap((kind) => {
    const [before, after] = [one[kind], other[kind]].map((value) => JSON.stringify(value));
    if (before === after) return [];
    const at = [...after].findIndex((letter, index) => letter !== before[index]);
    return [`${kind}: ${before.slice(at - 40, at + 80)} → ${after.slice(at - 40, at + 80)}`];
  });
}
