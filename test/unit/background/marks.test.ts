import 'fake-indexeddb/auto';
import { webcrypto } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isUnchanged } from '../../../utils/clip/fingerprint';
import { pageRequests } from '../../../utils/messaging/requests';
import type { Highlight } from '../../../utils/model/clip';
import { getRecord } from '../../../utils/store/clips';
import { library } from '../../../utils/store/db';
import { saveDraft } from '../../../utils/store/save-draft';
import { idOf, sampleDraft } from '../clip/sample';

vi.mock('../../../utils/platform/browser', () => ({
  browser: { storage: { session: { get: async () => ({}) } } },
}));
const { dropPageMark, keepMark, keepPageMark, marksOfPage } = await import('../../../utils/background/marks');

const hasher = webcrypto.subtle as SubtleCrypto;
const page = { tabId: 7, url: sampleDraft().source.urls.retrieved };

function mark(id: string, more: Partial<Highlight> = {}): Highlight {
  return {
    id,
    motivation: 'highlighting',
    colour: 'blue',
    created: '2026-11-25T09:09:00.000Z',
    target: {
      source: page.url,
      selector: [
        { type: 'TextQuoteSelector', exact: 'the valley', prefix: 'come back to ', suffix: '.' },
        { type: 'TextPositionSelector', start: 20, end: 30 },
      ],
    },
    ...more,
  };
}

beforeEach(async () => {
  await library.delete();
  await library.open();
});

describe('marks of a page', () => {
  it('are kept with its clip, which stays sealed', async () => {
    await saveDraft(sampleDraft(), hasher);
    expect(await keepPageMark(page, mark('a'))).toMatchObject({ ok: true, value: [{ id: 'a' }] });
    expect(await keepPageMark(page, mark('b'))).toMatchObject({
      ok: true,
      value: [{ id: 'a' }, { id: 'b' }],
    });
    const record = await getRecord(idOf(1));
    expect(record?.highlights.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(record && (await isUnchanged(record, hasher))).toBe(true);
  });

  it('are changed by id, and removed', async () => {
    await saveDraft(sampleDraft(), hasher);
    await keepPageMark(page, mark('a'));
    await keepPageMark(page, mark('a', { colour: 'rose', body: 'A note' }));
    expect(await marksOfPage(page)).toMatchObject({ ok: true, value: [{ colour: 'rose', body: 'A note' }] });
    expect(await dropPageMark(page, 'a')).toEqual({ ok: true, value: [] });
    expect(await dropPageMark(page, 'a')).toEqual({ ok: true, value: [] });
  });

  it('all arrive when several are made at the same moment', async () => {
    await saveDraft(sampleDraft(), hasher);
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => keepPageMark(page, mark(id))));
    const kept = await marksOfPage(page);
    expect(kept.ok && kept.value.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('need a clip', async () => {
    expect(await marksOfPage(page)).toEqual({ ok: true, value: [] });
    expect(await keepPageMark(page, mark('a'))).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await keepMark(idOf(9), mark('a'))).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('the shape of a mark in a message', () => {
  const fault = (sent: unknown): string | undefined => pageRequests.saveMark({ mark: sent }, 'saveMark');

  it('is what the reader sends', () => {
    expect(fault(mark('urn:uuid:1', { body: 'A note', motivation: 'commenting' }))).toBeUndefined();
  });

  it.each([
    [
      'an empty quote',
      {
        ...mark('a'),
        target: {
          ...mark('a').target,
          selector: [{ type: 'TextQuoteSelector', exact: ' ' }, mark('a').target.selector[1]],
        },
      },
    ],
    [
      'no position',
      { ...mark('a'), target: { ...mark('a').target, selector: [mark('a').target.selector[0]] } },
    ],
    ['a colour that is none', { ...mark('a'), colour: 'green' }],
    ['a note without end', mark('a', { body: 'x'.repeat(20_001) })],
    [
      'a member that reaches a prototype',
      JSON.parse(JSON.stringify(mark('a')).replace('"colour"', '"__proto__"')),
    ],
    ['no object', 'mark'],
  ])('refuses %s', (_, sent) => {
    expect(fault(sent)).toBeDefined();
  });
});
