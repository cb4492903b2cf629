import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { describe, expect, it, vi } from 'vitest';
import { passWords, whyWords } from '../../../components/reader/trace/words';
import { extractArticle } from '../../../utils/extract/extract-article';
import type { TraceEntry } from '../../../utils/model/article';
import { speaking } from './fake-browser';

const world = vi.hoisted(() => ({ browser: {} as Record<string, unknown> }));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));

const folder = join(__dirname, '../../pages');

/** All that the passes say of our own pages. */
function everyEntry(): TraceEntry[] {
  return readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name, 'page.html'));
    const document = parseHTML(bytes.toString('utf8')).document as unknown as Document;
    const article = extractArticle(document, { url: `https://paper.example/${name}.html` });
    return article.ok ? article.value.trace : [];
  });
}

describe('why a block was left out', () => {
  const entries = everyEntry();

  it.each(['en', 'zh_CN'] as const)('is said in %s for every reason that a pass gives', (language) => {
    world.browser = speaking(language);
    expect(entries.length).toBeGreaterThan(100);
    const other = whyWords({ reason: 'a reason that nobody gives' });
    const unsaid = entries.filter((entry) => whyWords(entry) === other || /^why_/.test(whyWords(entry)));
    expect(unsaid.map(({ pass, reason }) => `${pass}: ${reason}`)).toEqual([]);
    const nameless = entries.filter((entry) => passWords(entry) === entry.pass && language === 'zh_CN');
    expect([...new Set(nameless.map(({ pass }) => pass))]).toEqual([]);
  });

  it('names each block once', () => {
    const byPage = Map.groupBy(entries, ({ id }) => id);
    expect(byPage.size).toBeGreaterThan(100);
  });
});
