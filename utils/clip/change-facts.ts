import type { Change, FactPatch } from '../model/change';
import type { ClipFacts, ReadState, Timestamp } from '../model/clip';
import { factNames } from './facts';

/** A change of clips' own facts; the others are of tags and collections as such. */
export type FactChange = Extract<Change, { clipIds: string[] }>;

export const longestTag = 100;
export const longestNote = 100_000;

/** A tag as it is kept: without `#`, trimmed, in one spelling of Unicode. Empty where nothing is left. */
export function plainTag(tag: string): string {
  const plain = tag
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s#＃]+/, '')
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('/');
  return [...plain].slice(0, longestTag).join('').trim();
}

/** What facts are after a change; the same object where nothing changes. */
export function changeFacts(facts: ClipFacts, change: FactChange, at: Timestamp): ClipFacts {
  const next = changed(facts, change, at);
  return diffFacts(facts, next) ? next : facts;
}

function changed(facts: ClipFacts, change: FactChange, at: Timestamp): ClipFacts {
  switch (change.kind) {
    case 'tag':
      return { ...facts, tags: withTags(facts.tags, change.add ?? [], change.remove ?? []) };
    case 'collect':
      return plain({
        ...facts,
        collections: joined(facts.collections ?? [], change.add ?? [], change.remove ?? []),
      });
    case 'note':
      return plain({ ...facts, note: [...change.note].slice(0, longestNote).join('') });
    case 'read':
      return plain({ ...facts, ...reading(facts, change.state, change.progress, at) });
    case 'favourite':
      return plain({ ...facts, favourite: change.on || undefined });
    case 'archive':
      return plain({ ...facts, archived: change.on || undefined });
    case 'trash':
      return plain({ ...facts, deletedAt: change.on ? (facts.deletedAt ?? at) : undefined });
  }
}

function withTags(tags: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  const gone = new Set(remove.map(tagKey));
  const kept = tags.filter((tag) => !gone.has(tagKey(tag)));
  const known = new Set(kept.map(tagKey));
  for (const tag of add.map(plainTag)) {
    if (tag === '' || known.has(tagKey(tag))) continue;
    known.add(tagKey(tag));
    kept.push(tag);
  }
  return kept;
}

/** By what two tags of one clip count as one: case does not make another tag. */
function tagKey(tag: string): string {
  return plainTag(tag).toLowerCase();
}

function joined(now: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  const gone = new Set(remove);
  return [...new Set([...now.filter((each) => !gone.has(each)), ...add])];
}

function reading(
  facts: ClipFacts,
  state: ReadState,
  progress: number | undefined,
  at: Timestamp,
): Partial<ClipFacts> {
  if (state === 'unread') return { readState: undefined, progress: progress || undefined };
  const share = progress ?? (state === 'read' ? 1 : facts.progress);
  const isSame = facts.readState === state && facts.progress === share;
  return {
    readState: state,
    progress: share === undefined ? undefined : Math.min(1, Math.max(0, share)),
    lastReadAt: isSame ? facts.lastReadAt : at,
  };
}

/** Without facts that say nothing: a fact that is unset is absent. */
function plain(facts: { [K in keyof ClipFacts]: ClipFacts[K] | undefined }): ClipFacts {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(facts)) {
    const says = Array.isArray(value)
      ? name === 'tags' || value.length > 0
      : value !== undefined && value !== '';
    if (says) kept[name] = value;
  }
  return kept as unknown as ClipFacts;
}

/** Which facts differ, before and after; undefined where none does. */
export function diffFacts(
  before: ClipFacts,
  after: ClipFacts,
): Pick<FactPatch, 'before' | 'after'> | undefined {
  const patch: { before: Record<string, unknown>; after: Record<string, unknown> } = {
    before: {},
    after: {},
  };
  for (const name of factNames) {
    if (isSame(before[name], after[name])) continue;
    if (before[name] !== undefined) patch.before[name] = before[name];
    if (after[name] !== undefined) patch.after[name] = after[name];
  }
  const differs = Object.keys(patch.before).length + Object.keys(patch.after).length > 0;
  return differs ? (patch as Pick<FactPatch, 'before' | 'after'>) : undefined;
}

/**
 * Facts with a patch taken back. What changed since stays: a set loses what the patch gave and gains what it took, any
 * other fact is put back only where it is still what the patch made of it.
 */
export function withoutPatch(
  facts: ClipFacts,
  { before, after }: Pick<FactPatch, 'before' | 'after'>,
): ClipFacts {
  const next: { [K in keyof ClipFacts]: ClipFacts[K] | undefined } = { ...facts };
  for (const name of factNames) {
    if (!(name in before) && !(name in after)) continue;
    if (isSame(facts[name], after[name])) Object.assign(next, { [name]: before[name] });
    else if (name === 'tags' || name === 'collections')
      next[name] = setWithout(facts[name] ?? [], before[name] ?? [], after[name] ?? []);
  }
  return plain({ ...next, tags: next.tags ?? [] });
}

function setWithout(now: readonly string[], before: readonly string[], after: readonly string[]): string[] {
  const given = new Set(after.filter((each) => !before.includes(each)));
  const taken = before.filter((each) => !after.includes(each));
  return [...new Set([...now.filter((each) => !given.has(each)), ...taken])];
}

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) || Array.isArray(other))
    return Array.isArray(one) && Array.isArray(other)
      ? one.length === other.length && one.every((each, index) => each === other[index])
      : false;
  return one === other;
}

/** A clip's tags after a tag was renamed, or (`to` empty) taken away, with the tags within it. */
export function renameTag(tags: readonly string[], from: string, to: string): string[] {
  const renamed = tags.flatMap((tag) => {
    if (tag === from) return to === '' ? [] : [to];
    if (tag.startsWith(`${from}/`)) return to === '' ? [] : [to + tag.slice(from.length)];
    return [tag];
  });
  return withTags([], renamed, []);
}
