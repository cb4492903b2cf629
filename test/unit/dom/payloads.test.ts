import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { parseInert } from '../../../utils/dom/parse-inert';
import { purify, rebuild, sanitize } from '../../../utils/dom/sanitize';
import { aimed, corpus, generated } from '../../torture/lib/payloads';
import { residueOf } from '../../torture/lib/residue';

/**
 * Hostile HTML through the trust boundary, each of its two layers also with the other switched off. That nothing runs,
 * asks or leads away in real browsers, and all of the corpus, is for `npm run torture -- payloads`.
 */
const { window } = new JSDOM('<!doctype html><body>', { url: 'https://reader.example/' });
const payloads = [...corpus().filter((_, index) => index % 2 === 0), ...generated(300, 8)].map((payload) =>
  aimed(payload, 'https://server.example'),
);
const parse = (html: string) => parseInert(html, window as never).body;
const left = (html: string) => residueOf(parse(html) as unknown as Element);

/** DOMPurify asks all elements for one pattern of addresses: what it lets through here leads nowhere and runs nowhere. */
const inert = /^(?:(?:a|q|blockquote|del|ins) (?:href|cite)=blob:|img src=data:|\w+ id=.*|\w+ is)$/;

/** The payloads of which something is left, with what. */
function leaks(layer: (html: string) => string, passed: RegExp = /^$/): unknown[] {
  return payloads.flatMap((payload) => {
    const clean = layer(payload);
    const residue = left(clean).filter((words) => !passed.test(words));
    return residue.length > 0 ? [{ payload, clean, residue }] : [];
  });
}

describe(`of ${payloads.length} payloads`, { timeout: 120_000 }, () => {
  it('most are dangerous as they stand: the checker is awake', () => {
    expect(leaks((html) => html).length).toBeGreaterThan(payloads.length * 0.7);
  });

  it('nothing is left by both layers; what stays comes through again unchanged', () => {
    const unstable: unknown[] = [];
    const leaking = leaks((html) => {
      const once = sanitize(html, window as never);
      const again = rebuild(purify(once, window as never), window as never);
      // Space at the very beginning belongs to no element: parsers drop it.
      if (again.trimStart() !== once.trimStart()) unstable.push({ html, once, again });
      return once;
    });
    expect(leaking).toEqual([]);
    expect(unstable).toEqual([]);
  });

  it('nothing that runs or leads away is left by DOMPurify alone', () => {
    expect(leaks((html) => purify(html, window as never), inert)).toEqual([]);
  });

  it('nothing is left by the own writer alone', () => {
    expect(leaks((html) => rebuild(html, window as never))).toEqual([]);
  });
});
