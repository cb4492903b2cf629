import { stripTracking } from '../dom/address';
import type { Claim } from '../model/claim';
import { CLIP_RECORD_VERSION, type ClipDraft } from '../model/clip';
import type { Stamp } from './create-clip';

/** A clip of which only the address is known yet; its text is fetched when the person says so. */
export function linkDraft(url: string, { id, ...capture }: Stamp): ClipDraft {
  const { hostname, origin } = new URL(url);
  const host = hostname.replace(/^www\./, '');
  const guess = <T>(value: T): Claim<T> => ({
    value,
    status: 'inferred',
    confidence: 0.3,
    evidence: [{ kind: 'url', rule: 'link.address', scope: 'work', quote: url.slice(0, 500) }],
  });
  return {
    version: CLIP_RECORD_VERSION,
    id,
    content: { title: url, html: '', text: '', wordCount: 0 },
    source: {
      title: guess(url),
      creators: [],
      site: guess({ name: host, url: `${origin}/`, domain: host }),
      language: guess(''),
      type: guess('webpage'),
      urls: { retrieved: url, cleaned: stripTracking(url) },
    },
    rights: { notices: [], signal: { light: 'grey', code: 'none-stated', because: [] } },
    images: [],
    capture: { ...capture, clock: 'device' },
  };
}
