import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../utils/clip/canonical-json';
import type { ClipRecord, ClipSummary, Highlight } from '../../../utils/model/clip';
import { latestStamp } from '../../../utils/sync/check';
import { changeClip, enterClip, eraseClip, type Stamper, sayingsOf } from '../../../utils/sync/clip-state';
import { makeStamp, nextStamp } from '../../../utils/sync/clock';
import { changeFields } from '../../../utils/sync/fields-state';
import { mergeBodies } from '../../../utils/sync/merge';
import type { ClipBody, FieldsBody, RecordBody, Stamp, VersionBody } from '../../../utils/sync/model';
import {
  changeVersion,
  enterVersion,
  piecesOfVersion,
  recordOf,
  textOf,
} from '../../../utils/sync/version-state';
import { sampleDraft, sampleImage } from '../clip/sample';

/**
 * Devices as pure states: each knows some records, changes them by its own clock (which may be hours off), and hears of
 * those of others late, twice, in any order, or only when all is told once more.
 */
class Device {
  readonly states = new Map<string, RecordBody>();
  /** What the person sees and says here. */
  #last: Stamp = '';

  constructor(
    readonly name: string,
    readonly offset: number,
  ) {}

  stamper(now: number): Stamper {
    return (time) => {
      if (time !== undefined) return makeStamp(time, 0, `${this.name}~`);
      this.#last = nextStamp(this.#last, now + this.offset, this.name);
      return this.#last;
    };
  }

  hear(id: string, body: RecordBody): void {
    const known = this.states.get(id);
    this.states.set(id, known ? mergeBodies(known, body) : body);
    const seen = latestStamp(body);
    if (seen > this.#last) this.#last = seen;
  }

  clip(): ClipBody {
    return this.states.get('clip/1') as ClipBody;
  }

  version(): VersionBody {
    return this.states.get('version/1') as VersionBody;
  }
}

const record = {
  ...sampleDraft(),
  images: [sampleImage],
  highlights: [],
  tags: [],
  edits: [],
  integrity: { record: `sha256:${'0'.repeat(64)}`, text: '', canonicalization: 'clip-text-v1' },
} as unknown as ClipRecord;
const text = textOf(record);

const row = {
  id: '1',
  pageKey: 'k',
  tags: [],
  clippedAt: '2026-11-01T00:00:00.000Z',
  versionId: '1',
  versionCount: 1,
} as unknown as ClipSummary;

function shownRecord(device: Device): ClipRecord {
  return recordOf(piecesOfVersion(text, device.version().parts), '1') as ClipRecord;
}

const names = ['Birds', 'birds', 'weir', 'river/lock', '河'];

type Deed =
  | { do: 'tag'; add: boolean; tag: string }
  | { do: 'note'; note: string }
  | { do: 'trash' | 'restore' | 'erase' | 'favourite' | 'save' }
  | { do: 'read'; progress: number }
  | { do: 'mark'; id: string; body: string }
  | { do: 'unmark'; id: string }
  | { do: 'title'; title: string }
  | { do: 'shelf'; name: string }
  | { do: 'unshelf' };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ do: fc.constant('tag' as const), add: fc.boolean(), tag: fc.constantFrom(...names) }),
  fc.record({ do: fc.constant('note' as const), note: fc.constantFrom('', 'one', 'other', 'one and more') }),
  fc.record({
    do: fc.constantFrom(
      'trash' as const,
      'restore' as const,
      'erase' as const,
      'favourite' as const,
      'save' as const,
    ),
  }),
  fc.record({ do: fc.constant('read' as const), progress: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    do: fc.constant('mark' as const),
    id: fc.constantFrom('a', 'b', 'c'),
    body: fc.constantFrom('', 'x'),
  }),
  fc.record({ do: fc.constant('unmark' as const), id: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ do: fc.constant('title' as const), title: fc.constantFrom('T1', 'T2') }),
  fc.record({ do: fc.constant('shelf' as const), name: fc.constantFrom('R', 'S') }),
  fc.record({ do: fc.constant('unshelf' as const) }),
);

function carryOut(device: Device, now: number, step: Deed) {
  const stamp = device.stamper(now);
  const say = (id: string, body: RecordBody | undefined): void => {
    if (body) device.states.set(id, body);
  };
  const said = { ...row, ...sayingsOf(device.clip()) } as ClipSummary;
  const change = (part: Partial<ClipSummary>, isSaved = false) =>
    say('clip/1', changeClip(device.clip(), [], { ...said, ...part }, stamp, isSaved));
  const revise = (after: Partial<ClipRecord>) => {
    const before = shownRecord(device);
    say(
      'version/1',
      changeVersion(device.version(), before, { ...before, ...after, integrity: record.integrity }, stamp),
    );
  };
  const marks = () => shownRecord(device).highlights;
  const shelf = device.states.get('collection/1') as FieldsBody | undefined;
  switch (step.do) {
    case 'tag': {
      const others = said.tags.filter((tag) => tag.toLowerCase() !== step.tag.toLowerCase());
      return change({ tags: step.add ? [...others, step.tag] : others });
    }
    case 'note':
      return change({ note: step.note || undefined } as Partial<ClipSummary>);
    case 'trash':
      return change({ deletedAt: new Date(now + device.offset).toISOString() });
    case 'restore':
      return change({ deletedAt: undefined } as Partial<ClipSummary>);
    case 'erase':
      return say('clip/1', eraseClip(device.clip(), stamp));
    case 'favourite':
      return change({ favourite: said.favourite ? undefined : true } as Partial<ClipSummary>);
    case 'save':
      return change({ deletedAt: undefined } as Partial<ClipSummary>, true);
    case 'read':
      return change({ readState: 'reading', progress: step.progress });
    case 'mark': {
      const created = new Date(now + device.offset).toISOString();
      const mark = { id: step.id, created, body: step.body } as Highlight;
      return revise({ highlights: [...marks().filter(({ id }) => id !== step.id), mark] });
    }
    case 'unmark':
      return revise({ highlights: marks().filter(({ id }) => id !== step.id) });
    case 'title': {
      const { source } = shownRecord(device);
      return revise({ source: { ...source, title: { ...source.title, value: step.title } } });
    }
    case 'shelf':
      return say('collection/1', changeFields('collection', shelf, { name: step.name, order: 1 }, stamp));
    case 'unshelf':
      return say('collection/1', changeFields('collection', shelf, undefined, stamp));
  }
}

function makeDevices(count: number, offsets: readonly number[]): Device[] {
  return Array.from({ length: count }, (_, index) => {
    const device = new Device(`device${index}`, offsets[index] ?? 0);
    const stamp: Stamper = (time) => makeStamp(time ?? 0, 0, `device${index}~`);
    device.states.set('clip/1', enterClip(row, stamp));
    device.states.set('version/1', enterVersion({ clipId: '1', at: row.clippedAt, record }, stamp));
    return device;
  });
}

const hours = 60 * 60 * 1000;
const start = Date.parse('2026-11-20T00:00:00.000Z');

const history = fc.record({
  offsets: fc.array(fc.integer({ min: -12 * hours, max: 12 * hours }), { minLength: 5, maxLength: 5 }),
  steps: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ who: fc.nat(4), deed }) },
      // A message: some state of one device reaches another, perhaps an old one, perhaps twice.
      {
        weight: 3,
        arbitrary: fc.record({ from: fc.nat(4), to: fc.nat(4), age: fc.nat(3), twice: fc.boolean() }),
      },
    ),
    { minLength: 5, maxLength: 60 },
  ),
  order: fc.array(fc.nat(1000), { minLength: 30, maxLength: 30 }),
});

/** Plays a history; gives each device's states after all has been told to all, in an order of its own for each. */
function play({ offsets, steps, order }: typeof history extends fc.Arbitrary<infer T> ? T : never): Device[] {
  const devices = makeDevices(5, offsets);
  const past: Map<string, RecordBody>[][] = devices.map((device) => [new Map(device.states)]);
  let now = start;
  for (const step of steps) {
    now += 61_000;
    if ('deed' in step) {
      const device = devices[step.who] as Device;
      carryOut(device, now, step.deed);
      past[step.who]?.push(new Map(device.states));
    } else {
      const states = past[step.from]?.at(-1 - step.age) ?? past[step.from]?.[0];
      for (const [id, body] of states ?? [])
        for (let time = 0; time < (step.twice ? 2 : 1); time++)
          devices[step.to]?.hear(id, structuredClone(body));
      past[step.to]?.push(new Map(devices[step.to]?.states));
    }
  }
  const all = devices.map((device) => [...device.states]);
  devices.forEach((device, index) => {
    const heard = all.flatMap((states, other) =>
      states.map((entry) => ({ entry, key: order[(index * 5 + other) % 30] ?? 0 })),
    );
    for (const { entry } of heard.toSorted((one, other) => one.key - other.key))
      device.hear(entry[0], entry[1]);
  });
  return devices;
}

describe('histories of five devices with clocks hours apart', () => {
  it('all come to the same states, byte for byte, and what was said is shown', () => {
    fc.assert(
      fc.property(history, (all) => {
        const devices = play(all);
        const bytes = devices.map(({ states }) => canonicalJson(Object.fromEntries(states)));
        for (const each of bytes) expect(each).toBe(bytes[0]);
        const shown = devices.map((device) => canonicalJson([sayingsOf(device.clip()), shownRecord(device)]));
        for (const each of shown) expect(each).toBe(shown[0]);
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);

  it('joining is associative, commutative and idempotent', () => {
    fc.assert(
      fc.property(history, (all) => {
        const [a, b, c] = play({ ...all, order: [0] }).map(({ states }) => states);
        for (const id of a?.keys() ?? []) {
          const [x, y, z] = [a?.get(id), b?.get(id), c?.get(id)];
          if (!x || !y || !z) continue;
          expect(mergeBodies(x, y)).toEqual(mergeBodies(y, x));
          expect(mergeBodies(mergeBodies(x, y), z)).toEqual(mergeBodies(x, mergeBodies(y, z)));
          expect(mergeBodies(x, x)).toEqual(x);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('a mark, a note and a tag that nobody took away are never lost', () => {
    fc.assert(
      fc.property(history, (all) => {
        const kept = all.steps.filter(
          (step) =>
            !('deed' in step) ||
            (step.deed.do !== 'unmark' &&
              step.deed.do !== 'note' &&
              !(step.deed.do === 'tag' && !step.deed.add)),
        );
        const notes = all.offsets.map((_, who) => ({
          who,
          deed: { do: 'note' as const, note: `of ${who}.` },
        }));
        const devices = play({ ...all, steps: [...kept, ...notes] });
        const marked = new Set(
          kept.flatMap((step) => ('deed' in step && step.deed.do === 'mark' ? [step.deed.id] : [])),
        );
        const tagged = new Set(
          kept.flatMap((step) =>
            'deed' in step && step.deed.do === 'tag' ? [step.deed.tag.toLowerCase()] : [],
          ),
        );
        for (const device of devices) {
          const { tags, note } = sayingsOf(device.clip());
          expect(new Set(shownRecord(device).highlights.map(({ id }) => id))).toEqual(marked);
          expect(new Set(tags.map((tag) => tag.toLowerCase()))).toEqual(tagged);
          for (const { who } of notes) expect(note).toContain(`of ${who}.`);
        }
      }),
      { numRuns: 300 },
    );
  }, 120_000);
});
