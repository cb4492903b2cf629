/**
 * Where the rows of a long list stand, though only few were ever drawn: each row has the estimated height until it
 * is measured. Sums in a Fenwick tree, so a place among a hundred thousand rows is found in a few steps.
 */
export class Heights {
  readonly count: number;
  readonly #estimate: number;
  readonly #measured = new Map<number, number>();
  readonly #sums: Float64Array;

  /** @param before the heights of the same list when it had another count: what was measured there is taken over. */
  constructor(count: number, estimate: number, before?: Heights) {
    this.count = count;
    this.#estimate = estimate;
    this.#sums = new Float64Array(count + 1);
    if (before) for (const [index, height] of before.#measured) this.measure(index, height);
  }

  /** Notes a row's height; gives whether it differs from what was thought. */
  measure(index: number, height: number): boolean {
    const before = this.#measured.get(index) ?? this.#estimate;
    if (index >= this.count || height <= 0 || Math.abs(before - height) < 0.5) return false;
    this.#measured.set(index, height);
    for (let at = index + 1; at <= this.count; at += at & -at)
      this.#sums[at] = (this.#sums[at] ?? 0) + height - before;
    return true;
  }

  /** The distance from the beginning to a row's upper edge; of `count`: the whole length. */
  offset(index: number): number {
    let difference = 0;
    for (let at = index; at > 0; at -= at & -at) difference += this.#sums[at] ?? 0;
    return index * this.#estimate + difference;
  }

  /** The row at a distance from the beginning. */
  rowAt(distance: number): number {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offset(middle) <= distance) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
