/**
 * What the first reading of some files found of each record in them, in their order, for the second: the plan has held
 * every record against the schema and its seal, and to do that again takes a third of an import's time. A file that a
 * person has chosen stays what it is: the browser refuses to read one that has changed since.
 */
export class Verdicts {
  #sound: boolean[] = [];
  #at: number | undefined;

  /** Notes, in the first reading, whether a record may be taken as it is. */
  note(isSound: boolean): void {
    if (this.#at === undefined) this.#sound.push(isSound);
  }

  /** The files are read from their beginning once more. */
  again(): void {
    this.#at = 0;
  }

  /** Whether the record that comes next was found sound before; false in the first reading. */
  isNextSound(): boolean {
    if (this.#at === undefined) return false;
    this.#at += 1;
    return this.#sound[this.#at - 1] ?? false;
  }
}
