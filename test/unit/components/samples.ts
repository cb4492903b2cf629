import type { Claim, Evidence } from '../../../utils/model/claim';
import type { ClipImage, ClipSummary } from '../../../utils/model/clip';
import type { Light, RightsInfo, SignalCode } from '../../../utils/model/rights';
import type { Agent, SourceInfo } from '../../../utils/model/source';

/** A claim as the page states it. */
export function stated<T>(value: T, kind: Evidence['kind'] = 'visible-text', quote?: string): Claim<T> {
  return {
    value,
    status: 'stated',
    confidence: 0.9,
    evidence: [{ kind, rule: 'test', scope: 'work', quote }],
  };
}

/** A claim that we concluded. */
export function inferred<T>(value: T): Claim<T> {
  return { ...stated(value), status: 'inferred' };
}

export function person(name: string, more: Partial<Agent> = {}): Agent {
  return { kind: 'person', name, role: 'author', ...more };
}

export function source(more: Partial<SourceInfo> = {}): SourceInfo {
  return {
    title: stated('The people who keep the tide'),
    creators: [stated(person('Ada Marlowe'), 'byline', 'By Ada Marlowe, on the quay')],
    site: stated({ name: 'The Harbour Ledger', url: 'https://ledger.example/', domain: 'ledger.example' }),
    language: stated('en'),
    type: stated('webpage'),
    urls: { retrieved: 'https://ledger.example/coast/tide', cleaned: 'https://ledger.example/coast/tide' },
    ...more,
  };
}

export function rights(light: Light, code: SignalCode, quote?: string, notices: string[] = []): RightsInfo {
  return {
    notices: notices.map((notice) => stated(notice, 'footer')),
    signal: { light, code, because: quote ? [{ kind: 'footer', rule: 'test', scope: 'site', quote }] : [] },
  };
}

export function image(id: string, more: Partial<ClipImage> = {}): ClipImage {
  return {
    id,
    src: `https://ledger.example/${id}.jpg`,
    creators: [],
    rights: rights('grey', 'none-stated'),
    ...more,
  };
}

export function summary(id: string, more: Partial<ClipSummary> = {}): ClipSummary {
  return {
    id,
    pageKey: id,
    url: `https://ledger.example/${id}`,
    title: `Clip ${id}`,
    siteName: 'The Harbour Ledger',
    authors: [],
    light: 'grey',
    excerpt: '',
    wordCount: 100,
    imageCount: 0,
    tags: [],
    clippedAt: '2026-11-25T09:00:00Z',
    versionId: `v-${id}`,
    versionCount: 1,
    ...more,
  };
}
