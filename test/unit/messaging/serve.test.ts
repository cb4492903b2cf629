import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../../utils/model/result';
import { idOf, sampleDraft } from '../clip/sample';

type Listener = (message: unknown, sender: unknown, respond: (answer: unknown) => void) => true | undefined;

const own = { id: 'colophon-id', origin: 'chrome-extension://colophon-id' };
const { listeners, sent } = vi.hoisted(() => ({
  listeners: new Set<Listener>(),
  sent: { answer: async (): Promise<unknown> => undefined },
}));

vi.mock('../../../utils/platform/browser', () => ({
  browser: {
    runtime: {
      id: 'colophon-id',
      getURL: (path: string) => `chrome-extension://colophon-id/${path}`,
      onMessage: {
        addListener: (l: Listener) => listeners.add(l),
        removeListener: (l: Listener) => listeners.delete(l),
      },
      sendMessage: () => sent.answer(),
    },
    tabs: { sendMessage: () => sent.answer() },
  },
}));

const { serveExtensionPages, servePages } = await import('../../../utils/messaging/serve');
const { serveBackground } = await import('../../../utils/messaging/serve-reader');
const { ask, askBackground, askReader } = await import('../../../utils/messaging/ask');

const page = {
  id: own.id,
  origin: 'https://news.example',
  url: 'https://news.example/a',
  frameId: 0,
  tab: { id: 7, url: 'https://news.example/a', incognito: false },
};
const popup = { id: own.id, origin: own.origin, url: `${own.origin}/popup.html` };
const libraryTab = {
  ...popup,
  url: `${own.origin}/library.html`,
  frameId: 0,
  tab: { id: 9, url: `${own.origin}/library.html` },
};

const called = vi.fn();
const pageHandlers = Object.fromEntries(
  ['pageDetected', 'saveClip', 'findSave', 'undoSave', 'pageStatus', 'openLibrary'].map((type) => [
    type,
    async (data: unknown, sender: unknown) => {
      called(type, data, sender);
      return ok(null);
    },
  ]),
);
const extensionHandlers = Object.fromEntries(
  ['readTab', 'clipTab', 'describeTab', 'undoSave', 'deleteClips', 'restoreClips'].map((type) => [
    type,
    async (data: unknown) => {
      called(type, data);
      return ok(null);
    },
  ]),
);

/** As the browser does it: every listener hears the message; one that gives true answers it, now or later. */
function deliver(message: unknown, sender: unknown): Promise<unknown> | undefined {
  const answers = [...listeners].map((listener) => {
    const { promise, resolve } = Promise.withResolvers();
    return listener(message, sender, resolve) ? promise : undefined;
  });
  return answers.find((answer) => answer !== undefined);
}

const toBackground = (type: string, data: unknown): unknown => ({ to: 'background', type, data });

beforeEach(() => {
  listeners.clear();
  called.mockClear();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  servePages(pageHandlers as never);
  serveExtensionPages(extensionHandlers as never);
});

describe('who may ask what', () => {
  it('lets a page save its own tab, at the address that the browser vouches for', async () => {
    const forged = { draft: sampleDraft({ url: 'https://bank.example/' }) };
    expect(await deliver(toBackground('saveClip', forged), page)).toEqual(ok(null));
    expect(called.mock.calls[0]?.[2]).toEqual({
      kind: 'page',
      tabId: 7,
      url: 'https://news.example/a',
      incognito: false,
    });
  });

  it.each(['readTab', 'clipTab', 'describeTab', 'deleteClips', 'restoreClips'])(
    'does not let a page ask %s',
    (type) => {
      expect(deliver(toBackground(type, { tabId: 7, clipIds: [] }), page)).toBeUndefined();
      expect(called).not.toHaveBeenCalled();
    },
  );

  it('does not let a page pass for the popup by a forged url', () => {
    const forged = { ...page, url: `${own.origin}/popup.html` };
    expect(deliver(toBackground('deleteClips', { clipIds: [idOf(1)] }), forged)).toBeUndefined();
    expect(called).not.toHaveBeenCalled();
  });

  it.each([
    ['a frame inside a page', { ...page, frameId: 3 }],
    ['another extension', { ...page, id: 'other' }],
    [
      "another extension's page",
      { id: 'other', origin: 'chrome-extension://other', url: 'chrome-extension://other/x.html' },
    ],
    [
      'a sender without a tab',
      { id: own.id, origin: 'https://news.example', url: 'https://news.example/a', frameId: 0 },
    ],
    ['an origin that only begins like ours', { id: own.id, url: `${own.origin}.evil.example/x` }],
  ])('does not hear %s', (_, sender) => {
    expect(deliver(toBackground('pageStatus', {}), sender)).toBeUndefined();
    expect(deliver(toBackground('deleteClips', { clipIds: [] }), sender)).toBeUndefined();
    expect(called).not.toHaveBeenCalled();
  });

  it.each([
    ['the popup', popup],
    ['the library, which stands in a tab', libraryTab],
    ['a page of ours in Firefox, which states no origin', { id: own.id, url: `${own.origin}/popup.html` }],
  ])('hears %s', async (_, sender) => {
    expect(await deliver(toBackground('deleteClips', { clipIds: [idOf(1)] }), sender)).toEqual(ok(null));
  });

  it('leaves messages for others alone', () => {
    for (const message of [
      null,
      'hello',
      {},
      { to: 'reader', type: 'ping', data: {} },
      toBackground('toString', {}),
      toBackground('__proto__', {}),
    ]) {
      expect(deliver(message, popup)).toBeUndefined();
    }
  });
});

describe('the shape of a message', () => {
  const bad = (change: (draft: Record<string, unknown>) => void): unknown => {
    const draft = structuredClone(sampleDraft()) as unknown as Record<string, unknown>;
    change(draft);
    return { draft };
  };

  it.each<[string, unknown]>([
    ['no draft', {}],
    ['no data', undefined],
    ['an id that is none', bad((draft) => Object.assign(draft, { id: 'x' }))],
    ['an unknown version', bad((draft) => Object.assign(draft, { version: '9' }))],
    [
      'a title that is no text',
      bad((draft) => Object.assign(draft.content as object, { title: { toString: 'x' } })),
    ],
    [
      'a light of another colour',
      bad((draft) => Object.assign((draft.rights as { signal: object }).signal, { light: 'blue' })),
    ],
    [
      'an image address with a script',
      bad((draft) => Object.assign((draft.images as object[])[0] ?? {}, { src: 'javascript:alert(1)' })),
    ],
    [
      'a creator without a name',
      bad((draft) =>
        Object.assign(draft.source as object, {
          creators: [{ value: {}, status: 'stated', confidence: 1, evidence: [] }],
        }),
      ),
    ],
    ['a time that is none', bad((draft) => Object.assign(draft.capture as object, { at: 'yesterday' }))],
    [
      'a member that reaches a prototype',
      bad((draft) =>
        Object.assign(draft.source as object, { csl: JSON.parse('{"__proto__":{"polluted":1}}') }),
      ),
    ],
    ['bottomless nesting', bad((draft) => Object.assign(draft.source as object, { csl: nested(100) }))],
  ])('is refused with %s', async (_, data) => {
    expect(await deliver(toBackground('saveClip', data), page)).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
    expect(called).not.toHaveBeenCalled();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('passes for a whole draft, also with members of a later version', async () => {
    const draft = { ...sampleDraft(), later: { more: [1, 'two', null] } };
    expect(await deliver(toBackground('saveClip', { draft }), page)).toEqual(ok(null));
  });

  it('names what is wrong', async () => {
    const answer = await deliver(toBackground('clipTab', { tabId: -1 }), popup);
    expect(answer).toEqual(fail('bad-request', 'The message could not be read: clipTab.tabId is no count.'));
  });

  it('refuses more than 8 MiB of HTML with a sentence, counted in bytes', async () => {
    const draft = sampleDraft();
    draft.content.html = '字'.repeat(3 * 1024 * 1024);
    expect(await deliver(toBackground('saveClip', { draft }), page)).toEqual(
      fail('too-large', 'This article is larger than 8 MB and cannot be clipped.'),
    );
    draft.content.html = '字'.repeat(2 * 1024 * 1024);
    expect(await deliver(toBackground('saveClip', { draft }), page)).toEqual(ok(null));
  });

  it('never throws at a mangled draft', async () => {
    const whole = JSON.stringify({ draft: sampleDraft() });
    for (let seed = 1; seed <= 500; seed++) {
      const data = mangle(JSON.parse(whole), seed);
      const answer = await deliver(toBackground('saveClip', data), page);
      expect(['bad-request', undefined]).toContain((answer as { error?: { code: string } }).error?.code);
    }
  });
});

describe('answers', () => {
  it('turn an exception into a failure', async () => {
    listeners.clear();
    servePages({ ...pageHandlers, pageStatus: () => Promise.reject(new Error('secret')) } as never);
    expect(await deliver(toBackground('pageStatus', {}), page)).toMatchObject({
      ok: false,
      error: { code: 'unexpected' },
    });
  });

  it('are given by the reader to the extension only, until it ends', async () => {
    const end = serveBackground({ ping: async () => ok({ wasOpen: false }) } as never);
    const ping = { to: 'reader', type: 'ping', data: {} };
    expect(await deliver(ping, { id: own.id, url: `${own.origin}/background.js` })).toEqual(
      ok({ wasOpen: false }),
    );
    expect(deliver(ping, page)).toBeUndefined();
    end();
    expect(deliver(ping, popup)).toBeUndefined();
  });
});

describe('asking', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['nobody listens', () => Promise.reject(new Error('Could not establish connection'))],
    ['the channel closes', () => Promise.resolve(undefined)],
    ['the answer is none', () => Promise.resolve({ ok: true })],
  ])('says no-answer where %s', async (_, answer) => {
    sent.answer = answer;
    const answers = [
      await ask('readTab', { tabId: 1 }),
      await askBackground('pageStatus', {}),
      await askReader(1, 'ping', {}),
    ];
    expect(answers.map((one) => !one.ok && one.error.code)).toEqual(['no-answer', 'no-answer', 'no-answer']);
  });

  it.each<[string, () => Promise<{ ok: boolean }>, boolean]>([
    ['a save, which has an id', () => askBackground('saveClip', { draft: sampleDraft() }), true],
    ['an undo, which has an id', () => ask('undoSave', { draftId: idOf(1) }), true],
    ['a wish of a person that would be done twice', () => ask('readTab', { tabId: 1 }), false],
  ])('the background ended in the middle: asks again for %s', async (_, wish, isRepeated) => {
    let times = 0;
    sent.answer = async () => {
      times += 1;
      if (times === 1) throw new Error('The message channel closed before a response was received.');
      return ok(null);
    };
    expect((await wish()).ok).toBe(isRepeated);
    expect(times).toBe(isRepeated ? 2 : 1);
  });

  it('says in a script that an update has orphaned that the page must be loaded again, and asks nobody', async () => {
    let times = 0;
    sent.answer = async () => {
      times += 1;
      throw new Error('Extension context invalidated.');
    };
    const { browser } = await import('../../../utils/platform/browser');
    const { id } = browser.runtime;
    Object.assign(browser.runtime, { id: undefined });
    const answer = await askBackground('saveClip', { draft: sampleDraft() });
    Object.assign(browser.runtime, { id });
    expect(answer).toMatchObject({ ok: false, error: { code: 'outdated' } });
    expect(times).toBe(0);
  });

  it('gives the answer through', async () => {
    sent.answer = async () => ok({ open: true });
    expect(await askReader(1, 'toggleReader', {})).toEqual(ok({ open: true }));
    sent.answer = async () => fail('restricted-page', 'Closed.');
    expect(await askReader(1, 'toggleReader', {})).toEqual(fail('restricted-page', 'Closed.'));
  });
});

function nested(depth: number): unknown {
  return depth === 0 ? 1 : { in: nested(depth - 1) };
}

/** Replaces one value of a tree by something it should not be, chosen by the seed. */
function mangle(value: unknown, seed: number): unknown {
  const strange = [null, 7, true, [], {}, 'x', -1, { length: 3 }];
  let at = value as Record<string, unknown>;
  for (let step = seed; ; step = Math.floor(step / 3) + 1) {
    const names = Object.keys(at);
    const name = names[step % names.length];
    if (name === undefined) return value;
    const next = at[name];
    if (typeof next !== 'object' || next === null || step % 5 === 0 || step < 3) {
      at[name] = strange[seed % strange.length];
      return value;
    }
    at = next as Record<string, unknown>;
  }
}
