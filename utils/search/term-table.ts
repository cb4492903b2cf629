/**
 * Terms by number. Found by their UTF-16 units, so that no string is made of a word that is known: indexing meets some
 * hundred words of a text for each one that is new.
 */
export class TermTable {
  readonly terms: string[] = [];
  /**
   * Open addressing. A slot is a hash and, beside it in memory, the number of its term plus one, negative where the term is
   * told by the hash alone; 0 where nothing is.
   */
  #slots = new Int32Array(2 << 12);

  get size(): number {
    return this.terms.length;
  }

  /** The number of the term that these units are; a new one where it is not known. */
  idOf(units: ArrayLike<number>, from: number, to: number): number {
    return isShort(units, from, to)
      ? this.#shortId(units, from, to)
      : this.#longId(units, from, to, hashOf(units, from, to));
  }

  /** Most of Chinese: two units are one number, and no term need be looked at to know which it is. */
  #shortId(units: ArrayLike<number>, from: number, to: number): number {
    const slots = this.#slots;
    const hash = mix(((units[from] as number) << 16) | (to - from === 2 ? (units[from + 1] as number) : 0));
    for (let slot = this.#begin(hash); ; slot = this.#next(slot)) {
      const id = slots[slot + 1] as number;
      if (id === 0) return this.#enter(units, from, to, slot, hash, -1);
      if (id < 0 && slots[slot] === hash) return -id - 1;
    }
  }

  #longId(units: ArrayLike<number>, from: number, to: number, hash: number): number {
    const slots = this.#slots;
    for (let slot = this.#begin(hash); ; slot = this.#next(slot)) {
      const id = slots[slot + 1] as number;
      if (id === 0) return this.#enter(units, from, to, slot, hash, 1);
      if (id > 0 && slots[slot] === hash && isSame(this.terms[id - 1] as string, units, from, to))
        return id - 1;
    }
  }

  #begin(hash: number): number {
    return (hash << 1) & (this.#slots.length - 1);
  }

  #next(slot: number): number {
    return (slot + 2) & (this.#slots.length - 1);
  }

  /** @param sign -1 where the hash tells the term, else 1 */
  #enter(
    units: ArrayLike<number>,
    from: number,
    to: number,
    slot: number,
    hash: number,
    sign: 1 | -1,
  ): number {
    let term = '';
    for (let at = from; at < to; at += 1) term += String.fromCharCode(units[at] as number);
    const id = this.terms.push(term) - 1;
    this.#slots[slot] = hash;
    this.#slots[slot + 1] = sign * (id + 1);
    if (this.size * 4 > this.#slots.length) this.#grow();
    return id;
  }

  #grow(): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 2);
    this.#slots = slots;
    for (let at = 0; at < before.length; at += 2) {
      if (before[at + 1] === 0) continue;
      let slot = this.#begin(before[at] as number);
      while (slots[slot + 1] !== 0) slot = this.#next(slot);
      slots[slot] = before[at] as number;
      slots[slot + 1] = before[at + 1] as number;
    }
  }
}

/** One or two units, which are a number of 32 bits. */
function isShort(units: ArrayLike<number>, from: number, to: number): boolean {
  return to - from === 1 || (to - from === 2 && units[from + 1] !== 0);
}

/** FNV-1a, mixed: its low bits alone are too regular for neighbours in the table. */
function hashOf(units: ArrayLike<number>, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (units[at] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Mixes 32 bits so that no two numbers become the same (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

function isSame(term: string, units: ArrayLike<number>, from: number, to: number): boolean {
  if (term.length !== to - from) return false;
  for (let at = from; at < to; at += 1) if (term.charCodeAt(at - from) !== units[at]) return false;
  return true;
}
