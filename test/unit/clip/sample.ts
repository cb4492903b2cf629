import type { Claim, Evidence } from '../../../utils/model/claim';
import {
  CLIP_RECORD_VERSION,
  type ClipDraft,
  type ClipImage,
  type Highlight,
} from '../../../utils/model/clip';
import type { RightsInfo } from '../../../utils/model/rights';

/** Fixed ids, so that a test can say which save it means. */
export function idOf(number: number): string {
  return `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function claim<T>(value: T, quote?: string): Claim<T> {
  const evidence: Evidence = { kind: 'visible-text', rule: 'test', scope: 'work', ...(quote && { quote }) };
  return { value, status: 'stated', confidence: 0.9, evidence: [evidence] };
}

const unstated: RightsInfo = { notices: [], signal: { light: 'grey', code: 'none-stated', because: [] } };

export const sampleImage: ClipImage = {
  id: 'img1',
  src: 'https://news.example/photos/town.jpg',
  alt: 'A mill by the river',
  caption: claim('The old mill', 'The old mill. Photo: Bo Fern'),
  credit: claim('Photo: Bo Fern'),
  creators: [claim({ kind: 'person', name: 'Bo Fern', role: 'photographer' })],
  rights: unstated,
};

/** A mark on the word "heron" at the begin of a text. */
export function sampleMark(
  id: string,
  change: { source?: string; created?: string; body?: string } = {},
): Highlight {
  const { source = 'https://a.example/1', created = '2026-11-26T12:00:00.000Z', body } = change;
  return {
    id,
    motivation: body ? 'commenting' : 'highlighting',
    ...(body && { body }),
    created,
    target: {
      source,
      selector: [
        { type: 'TextQuoteSelector', exact: 'heron', prefix: '', suffix: '' },
        { type: 'TextPositionSelector', start: 0, end: 5 },
      ],
    },
  };
}

/** A draft as the page's script makes it, with placeholder people on an `.example` host. */
export function sampleDraft(
  change: { id?: string; url?: string; text?: string; at?: string } = {},
): ClipDraft {
  const { id = idOf(1), url = 'https://news.example/town/mills', at = '2026-03-04T05:06:07.000Z' } = change;
  const text = change.text ?? 'The river turned the wheels again.\nNobody had expected it.';
  const statement = 'All rights reserved. Write to desk@news.example or call 025-84700000.';
  return {
    version: CLIP_RECORD_VERSION,
    id,
    content: {
      title: 'Mills “come back” to the valley',
      subtitle: 'A second life for old wheels',
      html: `<p>The river turned the wheels again.</p><h2>After the flood</h2><p><img src="${sampleImage.src}" alt="A mill by the river"></p><p>${text.split('\n').at(-1)}</p>`,
      text,
      language: 'en',
      wordCount: 10,
    },
    source: {
      title: claim('Mills “come back” to the valley'),
      originalTitle: claim('Mills return'),
      creators: [claim({ kind: 'person', name: 'Ada Marlowe', role: 'author', affiliation: 'Valley Post' })],
      site: claim({ name: 'News Example', url: 'https://news.example/', domain: 'news.example' }),
      language: claim('en'),
      type: claim('webpage'),
      origin: { ...claim({ name: 'Valley Post', relation: 'republished' as const }), status: 'inferred' },
      urls: { retrieved: url, cleaned: url },
    },
    rights: {
      notices: [claim(statement)],
      signal: {
        light: 'red',
        code: 'reserved.arr',
        because: [{ kind: 'footer', rule: 'en.arr', scope: 'site', quote: 'All rights reserved.' }],
      },
    },
    images: [sampleImage],
    capture: {
      at,
      clock: 'device',
      tool: 'Colophon',
      toolVersion: '0.1.0',
      browser: 'Chrome 156',
      how: 'full-article',
    },
  };
}
