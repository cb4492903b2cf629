/** How long the detector takes in a real Chromium, at its first run in each page, as in somebody's browser. */
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { rolldown } from 'rolldown';
import { findBrowser } from '../../../scripts/lib/browsers.mjs';
import { root } from './core.mjs';

/**
 * Opens each page without its scripts and without network, and runs the detector once.
 * @param rows with `url` and `html()`.
 * @returns milliseconds by page; none where no Chromium is installed.
 */
export async function timesInChromium(rows) {
  const executablePath = findBrowser('chromium');
  if (!executablePath) return [];
  const bundle = await rolldown({ input: join(root, 'utils/detect/judge.ts') });
  const { output } = await bundle.generate({ format: 'iife', name: 'detector', minify: true });
  const browser = await puppeteer.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setOfflineMode(true);
    const times = [];
    for (const row of rows) {
      await page.setContent(row.html(), { waitUntil: 'domcontentloaded' });
      times.push(
        await page.evaluate(
          `(() => { ${output[0].code}; const from = performance.now(); detector.judge(document, ${JSON.stringify(row.url)}); return performance.now() - from; })()`,
        ),
      );
    }
    return times;
  } finally {
    await browser.close();
  }
}
