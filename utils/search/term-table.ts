/**
 * Terms by number. Found by their UTF-16 units, so that no string is made of a word that is known: indexing meets some
 * hundred words of a text for each one that is new.
 */
export class TermTable {
  readonly terms: string[] = [];
  #hashes: number[] = [];
  /** Open addressing: the number of a term plus one, 0 where nothing is. */
  #slots = new Int32Array(1 << 12);

  get size(): number {
    return this.terms.length;
  }

  /** The number of the term that these units are; a new one where it is not known. */
  idOf(units: ArrayLike<number>, from: number, to: number): number {
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (units[at] as number), 0x01000193);
    // The low bits of FNV alone are too regular for neighbours in the table.
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = (this.#slots[slot] as number) - 1;
      if (id < 0) return this.#enter(units, from, to, hash, slot);
      if (this.#hashes[id] === hash && isSame(this.terms[id] as string, units, from, to)) return id;
    }
  }

  #enter(units: ArrayLike<number>, from: number, to: number, hash: number, slot: number): number {
    let term = '';
    for (let at = from; at < to; at += 1) term += String.fromCharCode(units[at] as number);
    const id = this.terms.push(term) - 1;
    this.#hashes.push(hash);
    this.#slots[slot] = id + 1;
    if (this.size * 2 > this.#slots.length) this.#grow();
    return id;
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    this.#hashes.forEach((hash, id) => {
      let slot = hash & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = id + 1;
    });
    this.#slots = slots;
  }
}

function isSame(term: string, units: ArrayLike<number>, from: number, to: number): boolean {
  if (term.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (term.charCodeAt(at - from) !== units[at]) return false;
  return true;
}
