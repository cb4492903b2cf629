import { webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  carryCorrections,
  correct,
  isCorrected,
  pageValue,
  undoCorrection,
} from '../../../utils/clip/correct';
import { isUnchanged, sealDraft, sealRecord } from '../../../utils/clip/fingerprint';
import { carryOver, planSave, summarize } from '../../../utils/clip/plan-save';
import type { ClipRecord } from '../../../utils/model/clip';
import type { Correction } from '../../../utils/model/correction';
import { claim, sampleDraft, sampleImage } from './sample';

const at = '2026-11-25T10:00:00.000Z';
const later = '2026-11-25T11:00:00.000Z';
const record = (): Promise<ClipRecord> => sealDraft(sampleDraft(), webcrypto.subtle);
const row = (kept: ClipRecord) => summarize(kept, { id: 'v', count: 1, clipId: kept.id });

describe('a correction', () => {
  it('sets the person’s value, keeps the page’s beside it, and is kept with where, from and to', async () => {
    const kept = await record();
    const page = kept.source.title;
    const corrected = correct(kept, { fact: 'title', value: 'Mills return' }, at);
    expect(corrected.source.title).toMatchObject({ value: 'Mills return', status: 'user', confidence: 1 });
    expect(corrected.source.title.alternatives).toEqual([
      { value: page.value, confidence: page.confidence, evidence: page.evidence },
    ]);
    expect(corrected.edits).toEqual([{ at, path: '/source/title', from: page, to: corrected.source.title }]);
    expect(kept.edits).toEqual([]);
  });

  it('shows in the list, and leaves the kept text as it was, so that the same page is still the same', async () => {
    const kept = await record();
    const corrections: Correction[] = [
      { fact: 'title', value: 'Mills return' },
      { fact: 'site', value: 'The Valley Post' },
      { fact: 'published', value: { iso: '2026-03-04', precision: 'day' } },
      { fact: 'creators', value: [{ name: 'Ines Calloway', role: 'author' }] },
      { fact: 'rights', value: { kind: 'licence', licence: 'by-sa' } },
    ];
    const changed = corrections.reduce((before, each) => correct(before, each, at), kept);
    expect(row(changed)).toMatchObject({
      title: 'Mills return',
      siteName: 'The Valley Post',
      published: '2026-03-04',
      authors: ['Ines Calloway'],
      light: 'green',
    });
    const sealed = await sealRecord(changed, webcrypto.subtle);
    expect(sealed.integrity.text).toBe(kept.integrity.text);
    expect(sealed.integrity.record).not.toBe(kept.integrity.record);
    expect(await isUnchanged(sealed, webcrypto.subtle)).toBe(true);
    expect(planSave(sealed, await record())).toBe('same');
  });

  it('keeps the evidence of people whom the page names, and the others in the alternatives', async () => {
    const kept = await record();
    const ada = kept.source.creators[0];
    const { source } = correct(
      kept,
      {
        fact: 'creators',
        value: [
          { name: 'Ada Marlowe', role: 'author', affiliation: 'Valley Post' },
          { name: '林小满', role: 'translator' },
        ],
      },
      at,
    );
    expect(source.creators[0]).toEqual(ada);
    expect(source.creators[1]).toMatchObject({
      status: 'user',
      value: { name: '林小满', family: '林', given: '小满', role: 'translator' },
    });
    const replaced = correct(kept, { fact: 'creators', value: [{ name: 'Bo Fern', role: 'author' }] }, at);
    expect(replaced.source.creators[0]?.alternatives?.map(({ value }) => value.name)).toEqual([
      'Ada Marlowe',
    ]);
  });

  it('notes a permission without making the page’s own words disappear', async () => {
    const kept = await record();
    const { rights } = correct(
      kept,
      { fact: 'rights', value: { kind: 'permission', note: 'Letter of Ada Marlowe, 3 March' } },
      at,
    );
    expect(rights.signal).toMatchObject({ light: 'amber', code: 'user.permission' });
    expect(rights.signal.because[0]).toMatchObject({ kind: 'user', quote: 'Letter of Ada Marlowe, 3 March' });
    expect(rights.permission).toMatchObject({ status: 'user', value: { kind: 'by-request' } });
    expect(rights.notices).toEqual(kept.rights.notices);
  });

  it('names who made a photo: a person as a person, an agency as an agency', async () => {
    const kept = await record();
    const byPerson = correct(kept, { fact: 'credit', imageId: 'img1', value: '周一舟' }, at).images[0];
    expect(byPerson?.credit?.value).toBe('周一舟');
    expect(byPerson?.creators.map(({ value }) => [value.name, value.role])).toEqual([
      ['周一舟', 'photographer'],
    ]);
    expect(byPerson?.credit?.alternatives?.[0]?.value).toBe('Photo: Bo Fern');
    const byAgency = correct(kept, { fact: 'credit', imageId: 'img1', value: 'Reuters' }, at).images[0];
    expect([byAgency?.creators, byAgency?.agency?.value.name]).toEqual([[], 'Reuters']);
    expect(correct(kept, { fact: 'credit', imageId: 'img9', value: 'Nobody' }, at)).toBe(kept);
  });

  it('is undone without a trace, and goes back to what the page says with one', async () => {
    const kept = await record();
    const once = correct(kept, { fact: 'title', value: 'One' }, at);
    const twice = correct(once, { fact: 'title', value: 'Two' }, later);
    expect(undoCorrection(twice, later)).toEqual(once);
    expect(undoCorrection(once, at)).toEqual(kept);
    const back = correct(twice, { fact: 'title', value: null }, '2026-11-25T12:00:00.000Z');
    expect(back.source.title).toEqual(kept.source.title);
    expect(back.edits).toHaveLength(3);
    expect(isCorrected(back, '/source/title')).toBe(false);
  });

  it('confirms what was concluded: the same first publisher keeps its address and date', async () => {
    const kept = await record();
    kept.source.origin = {
      value: { name: '河湾日报', url: 'https://paper.example/1', relation: 'syndicated' },
      status: 'inferred',
      confidence: 0.6,
      evidence: [],
    };
    const confirmed = correct(kept, { fact: 'origin', value: '河湾日报' }, at);
    expect(confirmed.source.origin).toMatchObject({ status: 'user', value: kept.source.origin.value });
    const other = correct(confirmed, { fact: 'origin', value: '别的报纸' }, later);
    expect(other.source.origin?.value).toEqual({ name: '别的报纸', relation: 'syndicated' });
    const again = correct(other, { fact: 'origin', value: '河湾日报' }, '2026-11-25T12:00:00.000Z');
    expect(again.source.origin?.value.url).toBe('https://paper.example/1');
  });

  it('of a fact that the page does not state can be taken away again', async () => {
    const kept = await record();
    delete kept.source.origin;
    const corrected = correct(kept, { fact: 'origin', value: '河湾日报' }, at);
    expect(corrected.source.origin?.value).toEqual({ name: '河湾日报', relation: 'republished' });
    expect(pageValue(corrected, '/source/origin')).toBeUndefined();
    expect('origin' in correct(corrected, { fact: 'origin', value: null }, later).source).toBe(false);
  });
});

describe('corrections when the page is clipped again', () => {
  it('stand upon what the page says now, and can go back to it', async () => {
    const kept = correct(await record(), { fact: 'title', value: 'Mine' }, at);
    const coming = await sealDraft(sampleDraft({ text: 'Another text.' }), webcrypto.subtle);
    const now = { ...coming, source: { ...coming.source, title: claim('A newer headline') } };
    const next = carryOver(kept, now);
    expect(next.source.title.value).toBe('Mine');
    expect(next.source.title.alternatives?.[0]?.value).toBe('A newer headline');
    expect(row(next).title).toBe('Mine');
    expect(correct(next, { fact: 'title', value: null }, later).source.title.value).toBe('A newer headline');
  });

  it('follow an image to its new place, and are left behind where it is gone', async () => {
    const kept = correct(await record(), { fact: 'credit', imageId: 'img1', value: 'Ada Marlowe' }, at);
    const other = { ...sampleImage, id: 'img1', src: 'https://news.example/photos/new.jpg' };
    const moved = carryCorrections(
      { ...sampleDraft(), images: [other, { ...sampleImage, id: 'img2' }] },
      kept,
    );
    expect(moved.images.map((image) => image.credit?.value)).toEqual(['Photo: Bo Fern', 'Ada Marlowe']);
    const gone = carryCorrections({ ...sampleDraft(), images: [other] }, kept);
    expect(gone.images[0]?.credit?.value).toBe('Photo: Bo Fern');
    expect(gone.edits).toEqual([]);
  });

  it('that were taken back stay away', async () => {
    const kept = await record();
    const back = correct(
      correct(kept, { fact: 'title', value: 'Mine' }, at),
      { fact: 'title', value: null },
      later,
    );
    expect(carryCorrections(sampleDraft(), back)).toMatchObject({ source: kept.source, edits: [] });
  });
});
