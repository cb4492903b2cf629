import type { TogetherFormat } from './format';

/**
 * The whole record as it is kept (public/schema/clip-1.json), so that it can be checked and read back: nothing is
 * masked or left out. One clip is an object, several are a list.
 */
export const jsonFormat: TogetherFormat = {
  kind: 'together',
  id: 'json',
  group: 'data',
  extension: 'json',
  type: 'application/json',
  hasImages: false,
  async write(clips, base, _options, tell) {
    const single = clips.count === 1;
    const parts: string[] = [];
    for await (const record of clips.read()) {
      parts.push(`${parts.length > 0 ? ',\n' : ''}${JSON.stringify(record, null, 2)}`);
      tell?.(parts.length);
    }
    const content = new Blob(single ? [...parts, '\n'] : ['[\n', ...parts, '\n]\n'], { type: this.type });
    return { name: `${base}.json`, type: this.type, content };
  },
};

/** A record a line, for many and for tools that read line by line. */
export const jsonLinesFormat: TogetherFormat = {
  kind: 'together',
  id: 'jsonl',
  group: 'data',
  extension: 'jsonl',
  type: 'application/jsonl',
  hasImages: false,
  async write(clips, base, _options, tell) {
    const lines: string[] = [];
    for await (const record of clips.read()) {
      lines.push(`${JSON.stringify(record)}\n`);
      tell?.(lines.length);
    }
    return { name: `${base}.jsonl`, type: this.type, content: new Blob(lines, { type: this.type }) };
  },
};
