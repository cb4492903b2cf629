import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'vite';
import { launchBrowser } from '../../scripts/lib/driver/index.mjs';
import { root } from '../../scripts/lib/root.mjs';
import { aimed, corpus, generated } from './lib/payloads.ts';
import { playPayloads } from './lib/play-payloads.mjs';
import { residueOf } from './lib/residue.ts';

const batch = 1_000;

/**
 * The sanitiser in the browser's own parser, on a bare page without any policy that could cover for it, and each of its
 * two layers with the other switched off. First the same payloads raw: the harness must see them run.
 */
export default {
  name: 'hostile HTML against the sanitiser alone',
  async *run({ browser, sizes }) {
    const site = await openBareSite();
    const session = await launchBrowser(browser, { language: 'en-US' });
    try {
      const version = await session.browser.version();
      const known = corpus().map((payload) => aimed(payload, site.origin));
      const raw = await playRaw(session, site, known);
      yield {
        version,
        what: `control: ${known.length} payloads of the corpus, raw`,
        done: `${raw.executed} ran, ${raw.requests} requests`,
        goal: 'many run',
        held: raw.executed > 200 && raw.requests > 100,
      };
      const count = Math.max(0, sizes.payloads - known.length);
      const all = [...known, ...[...generated(count, 17)].map((payload) => aimed(payload, site.origin))];
      for (const layer of ['both', 'DOMPurify', 'own writer']) {
        // The whole is tried with all; each layer alone with the corpus and a tenth of the others.
        const payloads = layer === 'both' ? all : all.slice(0, known.length + Math.floor(count / 10));
        const sum = await playLayer(session, site, layer, payloads);
        yield {
          version,
          what: `${payloads.length} payloads, ${layer === 'both' ? 'the whole sanitiser' : `${layer} alone`}`,
          done: `${sum.executed} ran, ${sum.requests} requests, ${sum.left} led away, ${sum.residue} with residue`,
          goal: '0, 0, 0, 0',
          held: sum.executed + sum.requests + sum.left + sum.residue === 0,
          details: sum.details,
        };
      }
    } finally {
      await session.close();
      site.close();
    }
  },
};

async function playRaw(session, site, payloads) {
  let executed = 0;
  const before = site.hits.length;
  // A page each few payloads: raw ones lead away and undo the page.
  for (let at = 0; at < payloads.length; at += 40) {
    const page = await session.open(`${site.origin}/bare`);
    page.on('dialog', (dialog) => dialog.dismiss().catch(() => undefined));
    const part = payloads.slice(at, at + 40);
    executed += await page.evaluate(playPayloads, { layer: 'raw', payloads: part }).then(
      (seen) => seen.executed.length,
      () => 0, // It led away: what ran is not told.
    );
    await page.close().catch(() => undefined);
  }
  return { executed, requests: site.hits.length - before };
}

async function playLayer(session, site, layer, payloads) {
  const sum = { executed: 0, requests: 0, left: 0, residue: 0, details: [] };
  const page = await session.open(`${site.origin}/bare`);
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    dialog.dismiss().catch(() => undefined);
  });
  await page.evaluate(`globalThis.residueOf = ${residueOf}`);
  for (let at = 0; at < payloads.length; at += batch) {
    const before = site.hits.length;
    const part = payloads.slice(at, at + batch);
    const seen = await page.evaluate(playPayloads, { layer, payloads: part });
    const isHere = await page.evaluate(() => location.pathname === '/bare' && 'boundary' in globalThis);
    // A picture of the page's own may stay in the text; where it is shown, the last step puts kept bytes in its place.
    const hits = site.hits.slice(before).filter(({ dest }) => layer === 'both' || dest !== 'image');
    sum.executed += seen.executed.length + dialogs;
    sum.requests += hits.length;
    sum.left += seen.left.length + (isHere ? 0 : 1);
    sum.residue += seen.residue.length;
    for (const { index, what } of [...seen.executed, ...seen.left, ...seen.residue]) {
      sum.details.push(`${what}: ${part[index] ?? ''}`);
    }
    sum.details.push(...hits.map(({ path, dest }) => `asked for ${path} as ${dest}`));
  }
  await page.close();
  return sum;
}

/** A server of one page that loads the sanitiser, and that notes every request for `/hit/…`. */
async function openBareSite() {
  const [{ output }] = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, 'test/torture/lib/boundary.ts'), formats: ['iife'], name: 'x' },
    },
  });
  const script = output[0].code;
  const hits = [];
  const server = createServer(({ url = '', headers }, response) => {
    if (url.startsWith('/hit/')) hits.push({ path: url, dest: headers['sec-fetch-dest'] });
    if (url === '/boundary.js') response.setHeader('content-type', 'text/javascript').end(script);
    else if (url === '/bare')
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .end(
          '<!doctype html><title>bare</title><body><div id="room"></div><script src="/boundary.js"></script>',
        );
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${server.address().port}`,
    hits,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
