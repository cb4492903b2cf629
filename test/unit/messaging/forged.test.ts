import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { ok } from '../../../utils/model/result';
import { idOf, sampleDraft } from '../clip/sample';

type Listener = (message: unknown, sender: unknown, respond: (answer: unknown) => void) => true | undefined;

const { listeners } = vi.hoisted(() => ({ listeners: new Set<Listener>() }));

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    runtime: {
      id: 'colophon-id',
      getURL: (path: string) => `chrome-extension://colophon-id/${path}`,
      onMessage: { addListener: (l: Listener) => listeners.add(l), removeListener: () => undefined },
    },
  },
}));

const { serveExtensionPages, servePages } = await import('../../../utils/messaging/serve');
const { serveBackground } = await import('../../../utils/messaging/serve-reader');
const { readerRequests } = await import('../../../utils/messaging/reader-requests');
const { extensionPageRequests, pageRequests } = await import('../../../utils/messaging/requests');

const accepted = vi.fn();
const handlersFor = (requests: object, who: string) =>
  Object.fromEntries(
    Object.keys(requests).map((type) => [
      type,
      async (data: unknown, speaker: unknown) => {
        accepted(who, type, data, speaker);
        return ok(null);
      },
    ]),
  ) as never;
servePages(handlersFor(pageRequests, 'page'));
serveExtensionPages(handlersFor(extensionPageRequests, 'extension'));
serveBackground(handlersFor(readerRequests, 'reader'));
vi.spyOn(console, 'error').mockImplementation(() => undefined);

const origin = 'chrome-extension://colophon-id';
const page = {
  id: 'colophon-id',
  origin: 'https://news.example',
  url: 'https://news.example/a',
  frameId: 0,
  tab: { id: 7, url: 'https://news.example/a', incognito: false },
};
/** A true message of each kind that the fuzzer then spoils. */
const evidence = { kind: 'meta', rule: 'test', scope: 'work' };
const mark = {
  id: 'm1',
  motivation: 'highlighting',
  created: '2024-05-06T07:08:09Z',
  target: {
    source: idOf(1),
    selector: [
      { type: 'TextQuoteSelector', exact: 'words' },
      { type: 'TextPositionSelector', start: 0, end: 5 },
    ],
  },
};
const correction = { fact: 'title', value: 'Another' };
const fromPages: Record<string, unknown> = {
  pageDetected: { readable: true, score: 3 },
  saveClip: { draft: sampleDraft() },
  findSave: { draftId: idOf(1) },
  undoSave: { draftId: idOf(1) },
  openLibrary: { clipId: idOf(1) },
  saveMark: { mark },
  removeMark: { id: 'm1' },
  correctPage: { correction },
  undoPageCorrection: { at: '2024-05-06T07:08:09Z' },
};

function deliver(message: unknown, sender: unknown): (Promise<unknown> | undefined)[] {
  return [...listeners].flatMap((listener) => {
    const { promise, resolve } = Promise.withResolvers();
    return listener(message, sender, resolve) ? [promise] : [];
  });
}

/** Values that are of the wrong kind wherever they stand. */
const wrong = fc.constantFrom<unknown>(
  Symbol.for('x'),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  () => 1,
  10n,
  new Date(0),
  new Map(),
);

/** Replaces what stands at a place of a tree; the place is chosen by a number. */
function spoiled(data: unknown, place: number, by: unknown): unknown {
  const copy = structuredClone(data);
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push([node as Record<string, unknown>, name]);
      walk((node as Record<string, unknown>)[name]);
    }
  };
  walk(copy);
  const [holder, name] = places[place % places.length] ?? [];
  if (holder && name !== undefined) holder[name] = by;
  return copy;
}

it('accepts the true messages: the handlers are awake', async () => {
  for (const [type, data] of Object.entries(fromPages)) {
    accepted.mockClear();
    await Promise.all(deliver({ to: 'background', type, data }, page));
    expect([type, accepted.mock.calls.length]).toEqual([type, 1]);
  }
});

it('accepts none of 4,000 messages that are spoiled in one place', { timeout: 60_000 }, async () => {
  accepted.mockClear();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(fromPages)),
      fc.nat(),
      wrong,
      async (type, place, value) => {
        const data = spoiled(fromPages[type], place, value);
        await Promise.all(deliver({ to: 'background', type, data }, page));
        expect(accepted.mock.calls).toEqual([]);
      },
    ),
    { numRuns: 4_000 },
  );
});

it('accepts none of 4,000 true messages from anybody else', { timeout: 60_000 }, async () => {
  accepted.mockClear();
  const own = { id: 'colophon-id' };
  const strangers = fc.oneof(
    fc.constantFrom(
      { ...page, frameId: 1 },
      { ...page, id: 'another' },
      { ...page, tab: undefined },
      { ...page, id: undefined },
      { ...own, origin: `${origin}.evil.example`, url: `${origin}/popup.html` },
      { ...own, origin: 'null', url: `${origin}/popup.html` },
      { ...own, origin: 'https://news.example', url: `${origin}/library.html` },
      { id: 'another', origin, url: `${origin}/library.html` },
      {},
    ),
    fc.record({ id: fc.string(), origin: fc.webUrl(), url: fc.webUrl(), frameId: fc.nat() }),
  );
  const all = [
    ...Object.entries(fromPages).map(([type, data]) => ({ to: 'background', type, data })),
    { to: 'background', type: 'deleteClips', data: { clipIds: [idOf(1)] } },
    { to: 'background', type: 'clipTab', data: { tabId: 1 } },
    { to: 'background', type: 'showPlace', data: { tabId: 1, evidence } },
    { to: 'reader', type: 'clipPage', data: {} },
  ];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), strangers, async (message, sender) => {
      await Promise.all(deliver(message, sender));
      expect(accepted.mock.calls).toEqual([]);
    }),
    { numRuns: 4_000 },
  );
});

it('accepts from a page none of what only our own pages may ask, in 2,000 guises', async () => {
  accepted.mockClear();
  const own = Object.keys(extensionPageRequests).filter((type) => !(type in pageRequests));
  const reader = Object.keys(readerRequests);
  const guise = fc.record({
    to: fc.constantFrom('background', 'reader', 'Background', ['background']),
    type: fc.constantFrom(...own, ...reader, '__proto__', 'constructor', 'toString', 'hasOwnProperty'),
    data: fc.oneof(
      fc.constant({ tabId: 7, clipIds: [idOf(1)], clipId: idOf(1), id: 'm1', mark, correction, evidence }),
      fc.object({ maxDepth: 2 }),
    ),
    origin: fc.constant(origin),
    sender: fc.constant({ id: 'colophon-id', origin, url: `${origin}/library.html` }),
  });
  await fc.assert(
    fc.asyncProperty(guise, async (message) => {
      await Promise.all(deliver(message, page));
      expect(accepted.mock.calls).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
