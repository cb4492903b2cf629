import type { TogetherFormat } from './format';
import { TextParts } from './text-parts';

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
    const parts = new TextParts(this.type);
    let done = 0;
    if (!single) parts.write('[\n');
    for await (const record of clips.read()) {
      parts.write(`${done > 0 ? ',\n' : ''}${JSON.stringify(record, null, 2)}`);
      done += 1;
      tell?.(done);
    }
    parts.write(single ? '\n' : '\n]\n');
    const content = parts.end();
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
    const lines = new TextParts(this.type);
    let done = 0;
    for await (const record of clips.read()) {
      lines.write(`${JSON.stringify(record)}\n`);
      done += 1;
      tell?.(done);
    }
    return { name: `${base}.jsonl`, type: this.type, content: lines.end() };
  },
};
