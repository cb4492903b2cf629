import type { ClipId } from '../../utils/model/clip';

/** Which clips of a list are selected. */
export interface Selection {
  ids: ReadonlySet<ClipId>;
  /** Where a range begins: the clip that was selected last by itself. */
  anchor?: ClipId;
  /** What was selected when the range began: a range that shrinks again gives back only its own. */
  base: ReadonlySet<ClipId>;
}

export const nothingSelected: Selection = { ids: new Set(), base: new Set() };

/** Selects one clip more, or one less; a range goes on from it. */
export function toggled({ ids }: Selection, id: ClipId): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, base: next };
}

/** The clips of a range, in the place of those of the range before; what was selected apart from it stays. */
export function ranged({ base, anchor }: Selection, range: readonly ClipId[]): Selection {
  return { ids: new Set([...base, ...range]), anchor: anchor ?? range[0], base };
}

/** Every clip of a list. */
export function allOf(ids: readonly ClipId[]): Selection {
  const every = new Set(ids);
  return { ids: every, base: every };
}

/** Without clips that are gone. The same object where none is. */
export function without(selection: Selection, gone: Iterable<ClipId>): Selection {
  const ids = new Set(selection.ids);
  const base = new Set(selection.base);
  for (const id of gone) {
    ids.delete(id);
    base.delete(id);
  }
  return ids.size === selection.ids.size ? selection : { ids, base, anchor: selection.anchor };
}
