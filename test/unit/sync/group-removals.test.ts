import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../utils/clip/canonical-json';
import type { ClipRecord, ClipSummary, Highlight } from '../../../utils/model/clip';
import { isSyncRecord } from '../../../utils/sync/check';
import { changeClip, enterClip, eraseClip, type Stamper, sayingsOf } from '../../../utils/sync/clip-state';
import { deviceOf, makeStamp, nextStamp } from '../../../utils/sync/clock';
import { changeFields, isThere } from '../../../utils/sync/fields-state';
import { makeMemberKey, memberIdOf, type Sign, signerOf, verifierOf } from '../../../utils/sync/group/keys';
import type { Group, Member } from '../../../utils/sync/group/members';
import { readSigned, signRecord } from '../../../utils/sync/group/signed';
import { mergeBodies } from '../../../utils/sync/merge';
import type {
  ClipBody,
  FieldsBody,
  RecordBody,
  SignedBody,
  SignedState,
  Stamp,
  SyncRecord,
  TextBody,
  VersionBody,
} from '../../../utils/sync/model';
import { isSameJson } from '../../../utils/sync/sets';
import {
  changeVersion,
  enterVersion,
  piecesOfVersion,
  recordOf,
  textOf,
} from '../../../utils/sync/version-state';
import { sampleDraft } from '../clip/sample';

const start = Date.parse('2026-11-20T00:00:00.000Z');
const later = start + 1_000_000_000;
const verify = verifierOf(crypto);

interface Person extends Member {
  sign: Sign;
}

const names = ['owner', 'writer', 'other', 'reader', 'removed', 'stranger'] as const;
type Name = (typeof names)[number];
const people = {} as Record<Name, Person>;
let group: Group;

beforeAll(async () => {
  const roles: Record<Name, Member['role']> = {
    owner: 'owner',
    writer: 'writer',
    other: 'writer',
    reader: 'reader',
    removed: 'removed',
    stranger: 'removed',
  };
  for (const name of names) {
    const key = await makeMemberKey(crypto);
    const id = await memberIdOf(key.publicKey, crypto);
    people[name] = { id, name, key: key.publicKey, role: roles[name], sign: signerOf(key, crypto) };
  }
  const members = names.filter((name) => name !== 'stranger').map((name): Member => people[name]);
  group = { id: 'g', count: members.length, tip: 't', members, invitations: [], history: [] };
});

/** A clock for each: stamps of whoever is named, later each time. */
function clocks(): (name: Name) => Stamper {
  let last: Stamp = '';
  let now = start;
  let count = 0;
  return (name) => (time) => {
    now += 1_000;
    if (time !== undefined) return makeStamp(time, ++count, `${people[name].id}~`);
    last = nextStamp(last, now, people[name].id);
    return last;
  };
}

const record = {
  ...sampleDraft(),
  highlights: [],
  tags: [],
  edits: [],
  integrity: { record: `sha256:${'0'.repeat(64)}`, text: '', canonicalization: 'clip-text-v1' },
} as unknown as ClipRecord;
const text = textOf(record);
const mark = { id: 'm', created: '2026-11-20T00:00:00.000Z', body: '' } as unknown as Highlight;

const row = {
  id: '1',
  pageKey: 'k',
  tags: ['tide', '河'],
  collections: ['shelf'],
  note: 'Keep',
  favourite: true,
  archived: true,
  readState: 'read',
  clippedAt: '2026-11-01T00:00:00.000Z',
  versionId: '1',
  versionCount: 1,
} as unknown as ClipSummary;

const shownOf = (body: VersionBody) => recordOf(piecesOfVersion(text, body.parts), '1') as ClipRecord;
const sayings = (body: RecordBody) =>
  ({ id: '1', pageKey: 'k', versionId: '1', ...sayingsOf(body as ClipBody) }) as ClipSummary;

/** Every way of taking something away, from a record that has it: how, and whether it is still there afterwards. */
interface Removal {
  id: string;
  /** The record with what is to be taken away, by one member. */
  make: (stamp: Stamper) => RecordBody;
  take: (body: RecordBody, stamp: Stamper) => RecordBody | undefined;
  has: (body: RecordBody) => boolean;
}

function ofClip(
  after: Partial<Record<keyof ClipSummary, unknown>>,
  has: (row: ClipSummary) => boolean,
): Removal {
  return {
    id: 'clip/1',
    make: (stamp) => enterClip(row, stamp),
    take: (body, stamp) =>
      changeClip(body as ClipBody, [], { ...sayings(body), ...after } as ClipSummary, stamp, false),
    has: (body) => has(sayings(body)),
  };
}

const removals: Record<string, Removal> = {
  'a tag': ofClip({ tags: ['河'] }, ({ tags }) => tags.includes('tide')),
  'the last tags': ofClip({ tags: [] }, ({ tags }) => tags.length > 0),
  'a collection': ofClip({ collections: [] }, ({ collections = [] }) => collections.length > 0),
  'the note': ofClip({ note: undefined }, ({ note }) => note !== undefined),
  'being a favourite': ofClip({ favourite: undefined }, ({ favourite }) => favourite === true),
  'being archived': ofClip({ archived: undefined }, ({ archived }) => archived === true),
  'having been read': ofClip({ readState: undefined }, ({ readState }) => readState === 'read'),
  'its place in the library': ofClip(
    { deletedAt: '2026-11-21T00:00:00.000Z' },
    ({ deletedAt }) => deletedAt === undefined,
  ),
  'its place in the Trash': {
    id: 'clip/1',
    make: (stamp) => enterClip({ ...row, deletedAt: '2026-11-19T00:00:00.000Z' }, stamp),
    take: (body, stamp) =>
      changeClip(
        body as ClipBody,
        [],
        { ...sayings(body), deletedAt: undefined } as unknown as ClipSummary,
        stamp,
        false,
      ),
    has: (body) => sayings(body).deletedAt !== undefined,
  },
  'a clip for good': {
    id: 'clip/1',
    make: (stamp) => enterClip(row, stamp),
    take: (body, stamp) => eraseClip(body as ClipBody, stamp),
    has: (body) => !Object.values((body as ClipBody).place.in).includes('erased'),
  },
  'a highlight': {
    id: 'version/1',
    make: (stamp) =>
      enterVersion({ clipId: '1', at: row.clippedAt, record: { ...record, highlights: [mark] } }, stamp),
    take: (body, stamp) => {
      const before = shownOf(body as VersionBody);
      const after = { ...before, highlights: [], integrity: record.integrity };
      return changeVersion(body as VersionBody, before, after, stamp);
    },
    has: (body) => shownOf(body as VersionBody).highlights.length > 0,
  },
  'a version': {
    id: 'version/1',
    make: (stamp) => enterVersion({ clipId: '1', at: row.clippedAt, record }, stamp),
    take: (body, stamp) => ({ ...(body as VersionBody), gone: [stamp(), true] }),
    has: (body) => !(body as VersionBody).gone?.[1],
  },
  'a text': {
    id: `text/${'0'.repeat(64)}`,
    make: (stamp) => ({ kind: 'text', at: stamp(), text }),
    take: (_body, stamp) => ({ kind: 'text', at: stamp() }),
    has: (body) => (body as TextBody).text !== undefined,
  },
  'a collection of clips': {
    id: 'collection/1',
    make: (stamp) => changeFields('collection', undefined, { name: 'River', order: 1 }, stamp) as FieldsBody,
    take: (body, stamp) => changeFields('collection', body as FieldsBody, undefined, stamp),
    has: (body) => isThere(body as FieldsBody),
  },
  'a saved search': {
    id: 'search/tide',
    make: (stamp) => changeFields('search', undefined, { query: 'tag:tide', since: 1 }, stamp) as FieldsBody,
    take: (body, stamp) => changeFields('search', body as FieldsBody, undefined, stamp),
    has: (body) => isThere(body as FieldsBody),
  },
};
const kinds = Object.keys(removals);

/** What all members hold who read these records. */
async function joined(id: string, records: readonly SyncRecord[]) {
  const refused: string[] = [];
  let body: RecordBody | undefined;
  for (const each of records) {
    const read = await readSigned(each, group, later, verify);
    refused.push(...read.refused);
    for (const inner of read.records) {
      expect(inner.id).toBe(id);
      body = body ? mergeBodies(body, inner.body) : inner.body;
    }
  }
  return { body, refused };
}

const signedBy = (name: Name, id: string, body: RecordBody) =>
  signRecord({ id, body }, group, people[name].id, people[name].sign);

/** Signs whatever it is, as an altered Colophon might. */
async function signAs(name: Name, id: string, body: RecordBody): Promise<SyncRecord> {
  const by = people[name].id;
  const sig = await people[name].sign(
    `colophon/record/1\n${canonicalJson({ group: group.id, by, id, body })}`,
  );
  return { id: `signed/${by}/${id}`, body: { kind: 'signed', states: [{ body, sig }] } };
}

describe.each(kinds)('taking away %s in a group', (kind) => {
  const { id, make, take, has } = removals[kind] as Removal;

  it('is signed by who does it, and holds for all', async () => {
    const stampOf = clocks();
    const made = make(stampOf('writer'));
    const taken = take(made, stampOf('other')) as RecordBody;
    expect(isSyncRecord({ id, body: taken }, later)).toBe(true);
    const before = (await signedBy('writer', id, made)) as SyncRecord;
    const after = (await signedBy('other', id, taken)) as SyncRecord;
    expect(after.id).toBe(`signed/${people.other.id}/${id}`);
    const { body, refused } = await joined(id, [before, after]);
    expect(refused).toEqual([]);
    expect(has(body as RecordBody)).toBe(false);
    // Who had made it signs nothing of the removal.
    const repeated = await signedBy('writer', id, taken);
    const said = await joined(id, repeated ? [repeated] : []);
    expect(JSON.stringify(said.body ?? '')).not.toContain(people.other.id);
  });

  it('is not taken over from whom may not, or in the name of another', async () => {
    const stampOf = clocks();
    const made = make(stampOf('writer'));
    const before = (await signedBy('writer', id, made)) as SyncRecord;
    const taken = (by: Name) => take(made, stampOf(by)) as RecordBody;
    const whose = (body: RecordBody) => isSameJson(body, made);
    expect(whose(taken('other'))).toBe(false);
    /** What one member alone says, with its removal in it. */
    const own = async (body: RecordBody, by: Name) => {
      const signed = (await signRecord({ id, body }, group, people[by].id, async () => '')) as SyncRecord;
      return (signed.body as SignedBody).states[0]?.body as RecordBody;
    };
    const forged: [string, SyncRecord][] = [
      ['a reader', await signAs('reader', id, await own(taken('reader'), 'reader'))],
      ['one that was put out', await signAs('removed', id, await own(taken('removed'), 'removed'))],
      ['a stranger', await signAs('stranger', id, await own(taken('stranger'), 'stranger'))],
      ['a writer in the name of the owner', await signAs('writer', id, await own(taken('owner'), 'owner'))],
      ['a writer in the name of another', await signAs('other', id, await own(taken('owner'), 'owner'))],
      ['an owner in the name of a writer', await signAs('owner', id, await own(taken('other'), 'other'))],
    ];
    const genuine = (await signedBy('other', id, taken('other'))) as SyncRecord;
    const [state] = (genuine.body as SignedBody).states;
    const { sig } = (before.body as SignedBody).states[0] as SignedState;
    for (const [who, body] of [
      ['the server, under the signature of something else', { ...state, sig }],
      ['the server, without a signature', { body: state?.body }],
    ] as const)
      forged.push([who, { id: genuine.id, body: { kind: 'signed', states: [body] } as never }]);
    forged.push([
      'the server, under another name of a member',
      { ...genuine, id: `signed/${people.writer.id}/${id}` },
    ]);
    for (const [who, each] of forged) {
      const { body, refused } = await joined(id, [before, each]);
      expect(refused, who).toHaveLength(1);
      expect(has(body as RecordBody), who).toBe(true);
      expect(body, who).toEqual((await joined(id, [before])).body);
    }
  });
});

const deeds = fc.array(
  fc.record({
    who: fc.constantFrom<Name>('owner', 'writer', 'other'),
    what: fc.constantFrom(...kinds.filter((kind) => removals[kind]?.id === 'clip/1'), 'back'),
    tag: fc.constantFrom('tide', '河', 'weir'),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('what each member signs by itself', () => {
  it('comes together to the whole, whoever took away what and in whatever order it is read', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, fc.array(fc.nat(100), { minLength: 40, maxLength: 40 }), async (all, order) => {
        const stampOf = clocks();
        let whole: RecordBody = enterClip(row, stampOf('owner'));
        const sent: SyncRecord[] = [(await signedBy('owner', 'clip/1', whole)) as SyncRecord];
        for (const { who, what, tag } of all) {
          const stamp = stampOf(who);
          const changed =
            what === 'back'
              ? changeClip(
                  whole as ClipBody,
                  [],
                  { ...row, tags: [...sayings(whole).tags, tag] },
                  stamp,
                  true,
                )
              : removals[what]?.take(whole, stamp);
          if (!changed) continue;
          whole = mergeBodies(whole, changed);
          const signed = await signedBy(who, 'clip/1', whole);
          if (signed) sent.push(signed);
        }
        const mixed = sent
          .map((each, at) => ({ each, key: order[at] ?? 0 }))
          .sort((one, other) => one.key - other.key)
          .map(({ each }) => each);
        const { body, refused } = await joined('clip/1', mixed);
        expect(refused).toEqual([]);
        expect(sayings(body as RecordBody)).toEqual(sayings(whole));
        // On the server one state of each member is enough, however many were sent.
        const byName = Map.groupBy(sent, ({ id }) => id);
        const kept = [...byName].map(([id, each]) => ({
          id,
          body: each.map((one) => one.body).reduce(mergeBodies),
        }));
        expect(sayings((await joined('clip/1', kept)).body as RecordBody)).toEqual(sayings(whole));
        // Each removal is by a member that may write.
        const { tags, collections, note, place } = body as ClipBody;
        for (const set of [tags, collections, note, place])
          for (const by of Object.keys(set.out))
            expect([people.owner.id, people.writer.id, people.other.id]).toContain(deviceOf(by));
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});

it('a library of before, whose sets named no remover, is read and joined', () => {
  const stamp: Stamper = (time) => makeStamp(time ?? start, 0, 'deviceaa~');
  const body = enterClip(row, stamp);
  const [[at = ''] = []] = Object.entries(body.note.in);
  const before = { ...body, note: { in: {}, out: [at] as never } };
  expect(isSyncRecord({ id: 'clip/1', body: before }, later)).toBe(true);
  const one = mergeBodies(body, before) as ClipBody;
  expect(sayingsOf(one).note).toBeUndefined();
  expect(mergeBodies(one, before)).toEqual(one);
  expect(mergeBodies(before, body)).toEqual(one);
});
