// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFirstRows, recallFirstRows } from '../../../components/hooks/first-rows';
import { readEarly, useListing, useRows } from '../../../components/hooks/use-search';
import type { ClipSummary } from '../../../utils/model/clip';
import { library } from '../../../utils/store/db';
import { speaking } from './fake-browser';
import { summary } from './samples';

const world = vi.hoisted(() => ({ browser: {} as Record<string, unknown> }));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));

let root: HTMLElement;
/** What was listed with each drawing: how many in all, and the titles of the first rows. */
let drawn: { total: number; titles: string[] }[];
let rowsDrawn: unknown[];

function Probe({ typed = '', from = 0 }: { typed?: string; from?: number }) {
  const loaded = useListing(typed, false);
  const listing = loaded.view === 'ready' ? loaded.value : undefined;
  const rows = useRows(listing, from, from + 3);
  if (listing)
    drawn.push({ total: listing.pages.total, titles: [...rows.values()].map(({ clip }) => clip.title) });
  rowsDrawn = [...rows.values()];
  return null;
}

const tide = summary('1', { title: 'The tide' });
const ferry = summary('2', { title: '末班船', clippedAt: '2026-11-24T09:00:00Z' });

beforeEach(async () => {
  world.browser = speaking('en');
  localStorage.clear();
  await library.delete();
  await library.open();
  root = document.createElement('div');
  drawn = [];
});

afterEach(() => {
  act(() => render(null, root));
  vi.useRealTimers();
});

describe('a page that lists clips', () => {
  it('draws at once what was listed last, and then what the library has', async () => {
    await library.clips.put(ferry);
    localStorage.setItem('first-rows-1', JSON.stringify([tide]));
    readEarly();
    act(() => render(<Probe />, root));
    expect(drawn.at(-1)).toEqual({ total: 1, titles: ['The tide'] });
    await expect.poll(() => drawn.at(-1)).toEqual({ total: 1, titles: ['末班船'] });
  });

  it('keeps the first rows for the next page, and none of a library that is empty', async () => {
    vi.useFakeTimers();
    keepFirstRows([tide, ferry]);
    vi.runAllTimers();
    expect(recallFirstRows()?.map(({ id }) => id)).toEqual([tide.id, ferry.id]);
    keepFirstRows([]);
    vi.runAllTimers();
    expect(recallFirstRows()).toBeUndefined();
  });

  it('begins without rows where what was kept cannot be read', () => {
    for (const text of ['{', '{}', '[1]', '[{"id":"1"}]', '[null]']) {
      localStorage.setItem('first-rows-1', text);
      expect(recallFirstRows()).toBeUndefined();
    }
  });

  it('shows the rows of the last place that was asked for, however many were passed on the way', async () => {
    await library.clips.bulkPut(
      Array.from({ length: 60 }, (_, at) =>
        summary(String(100 + at), {
          title: `Clip ${at}`,
          clippedAt: new Date(Date.UTC(2026, 10, 1) - at * 1000).toISOString(),
        }),
      ),
    );
    act(() => render(<Probe />, root));
    await expect.poll(() => drawn.at(-1)?.total, { timeout: 3_000 }).toBe(60);
    const reads = vi.spyOn(library.clips, 'where');
    for (let from = 1; from <= 40; from += 1) {
      act(() => render(<Probe from={from} />, root));
      // Now and then a reading ends on the way.
      if (from % 7 === 0) await new Promise((settled) => setTimeout(settled));
    }
    await expect.poll(() => drawn.at(-1)?.titles).toEqual(['Clip 40', 'Clip 41', 'Clip 42']);
    expect(reads.mock.calls.length).toBeLessThan(30);
    reads.mockRestore();
    // And there it goes on to listen.
    await library.clips.update(summary('141').id, { title: 'Another title' });
    await expect.poll(() => drawn.at(-1)?.titles).toEqual(['Clip 40', 'Another title', 'Clip 42']);
  });

  it('never shrinks to its first rows when a clip changes, and draws those anew that changed', async () => {
    const clips: ClipSummary[] = Array.from({ length: 60 }, (_, at) =>
      summary(String(100 + at), { clippedAt: new Date(Date.UTC(2026, 10, 1) - at * 1000).toISOString() }),
    );
    await library.clips.bulkPut(clips);
    act(() => render(<Probe />, root));
    await expect.poll(() => drawn.at(-1)?.total, { timeout: 3_000 }).toBe(60);
    await expect.poll(() => rowsDrawn.length).toBe(3);
    drawn = [];
    const [first, second] = rowsDrawn;
    await library.clips.update((clips[1] as ClipSummary).id, { title: 'Another title' });
    await library.clips.put(summary('900', { clippedAt: '2026-01-01T00:00:00Z' }));
    await expect
      .poll(() => drawn.at(-1), { timeout: 3_000 })
      .toMatchObject({
        total: 61,
        titles: [expect.anything(), 'Another title', expect.anything()],
      });
    expect(Math.min(...drawn.map(({ total }) => total))).toBe(60);
    expect(rowsDrawn[0]).toBe(first);
    expect(rowsDrawn[1]).not.toBe(second);
  });
});
