import type {
  ClipBody,
  FieldsBody,
  Json,
  RecordBody,
  Register,
  SignedBody,
  SignedState,
  StampedSet,
  SyncRecord,
  TextBody,
  VersionBody,
} from './model';
import { isSameJson, joinRemovals, takenFrom } from './sets';

/**
 * Joins two states of one record into the state that knows both. Associative, commutative and idempotent: devices that have
 * seen the same changes have the same state, however the changes came. Throws where the two are of different kinds, which
 * no name allows.
 */
export function mergeBodies(one: RecordBody, other: RecordBody): RecordBody {
  switch (one.kind) {
    case 'text':
      if (other.kind === one.kind) return mergeText(one, other);
      break;
    case 'version':
      if (other.kind === one.kind) return mergeVersion(one, other);
      break;
    case 'clip':
      if (other.kind === one.kind) return mergeClip(one, other);
      break;
    case 'signed':
      if (other.kind === one.kind) return mergeSigned(one, other);
      break;
    default:
      if (other.kind === one.kind) return mergeFields(one, other);
  }
  throw new TypeError(`A ${one.kind} cannot be joined with a ${other.kind}`);
}

/** Records by their names; those that come several times are joined. */
export function joinRecords(records: Iterable<SyncRecord>): Map<string, RecordBody> {
  const bodies = new Map<string, RecordBody>();
  for (const { id, body } of records) {
    const known = bodies.get(id);
    bodies.set(id, known ? mergeBodies(known, body) : body);
  }
  return bodies;
}

function mergeText(one: TextBody, other: TextBody): TextBody {
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return one.text ? one : other;
}

function mergeVersion(one: VersionBody, other: VersionBody): VersionBody {
  const gone = later(one.gone, other.gone);
  return {
    kind: 'version',
    // Both say the same, but for a version that was entered for two clips of one page.
    clip: lesser(one.clip, other.clip),
    at: lesser(one.at, other.at),
    text: later(one.text, other.text) ?? one.text,
    parts: mergeRegisters(one.parts, other.parts),
    ...(gone && { gone }),
  };
}

/** Also joins two clips of one page: what is said of either is said of both. */
export function mergeClip(one: ClipBody, other: ClipBody): ClipBody {
  return {
    kind: 'clip',
    born: Math.min(one.born, other.born),
    keys: [...new Set([...one.keys, ...other.keys])].sort(),
    fields: mergeRegisters(one.fields, other.fields),
    tags: mergeSets(one.tags, other.tags),
    collections: mergeSets(one.collections, other.collections),
    note: mergeSets(one.note, other.note),
    place: mergeSets(one.place, other.place),
  };
}

function mergeFields(one: FieldsBody, other: FieldsBody): FieldsBody {
  return { kind: one.kind, fields: mergeRegisters(one.fields, other.fields) };
}

function later<T extends Json>(
  one: Register<T> | undefined,
  other: Register<T> | undefined,
): Register<T> | undefined {
  if (!one || !other) return one ?? other;
  if (one[0] !== other[0]) return one[0] > other[0] ? one : other;
  // No device gives a stamp twice; should one do, all choose alike.
  return one[1] === other[1] || JSON.stringify(one[1]) >= JSON.stringify(other[1]) ? one : other;
}

function lesser(one: string, other: string): string {
  return [one, other].sort()[0] ?? one;
}

function mergeRegisters(
  one: Readonly<Record<string, Register>>,
  other: Readonly<Record<string, Register>>,
): Record<string, Register> {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = later(one[name], other[name]);
      return value ? [[name, value]] : [];
    }),
  );
}

/** Each state as it was signed; one that another of them knows all of is left out. */
function mergeSigned(one: SignedBody, other: SignedBody): SignedBody {
  const bySig = new Map([...statesOf(one), ...statesOf(other)].map((state) => [state.sig, state]));
  const all = [...bySig.values()].sort((a, b) => (a.sig < b.sig ? -1 : 1));
  return {
    kind: 'signed',
    states: all.filter(
      (state, at) =>
        // Of two that say the same the first stays.
        !all.some(
          (later, index) => later !== state && covers(later, state) && (index < at || !covers(state, later)),
        ),
    ),
  };
}

/** What has not even the shape of a state is left out: nothing that somebody puts there may keep the others from being sent. */
function statesOf({ states }: SignedBody): SignedState[] {
  if (!Array.isArray(states)) return [];
  return states.filter((state) => typeof state?.sig === 'string' && typeof state.body?.kind === 'string');
}

function covers(later: SignedState, state: SignedState): boolean {
  try {
    return isSameJson(mergeBodies(later.body, state.body), later.body);
  } catch {
    return false; // Of two kinds, or with insides that are none: both stay, and are judged by their signatures.
  }
}

/** Joins two states of a set. */
export function mergeSets<T extends Json>(one: StampedSet<T>, other: StampedSet<T>): StampedSet<T> {
  const out = joinRemovals(one.out, other.out);
  const gone = takenFrom({ in: {}, out });
  const all = { ...one.in, ...other.in };
  const stamps = Object.keys(all)
    .filter((stamp) => !gone.has(stamp))
    .sort();
  return { in: Object.fromEntries(stamps.map((stamp) => [stamp, all[stamp] as T])), out };
}
