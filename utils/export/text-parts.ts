const flushAt = 4 * 1024 * 1024;

/** A long text in the making: what is written is handed to the browser's blobs, which may lie on disk. */
export class TextParts {
  readonly #type: string;
  #blobs: Blob[] = [];
  #parts: string[] = [];
  #length = 0;

  constructor(type: string) {
    this.#type = type;
  }

  write(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length < flushAt) return;
    this.#blobs.push(new Blob(this.#parts));
    this.#parts = [];
    this.#length = 0;
  }

  end(): Blob {
    return new Blob([...this.#blobs, ...this.#parts], { type: this.#type });
  }
}
