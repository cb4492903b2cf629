import type { TogetherFormat } from './format';
import { outgoing } from './masked';
import { TextParts } from './text-parts';

/**
 * The whole record (public/schema/clip-1.json), so that it can be checked and read back: nothing is left out, and
 * contacts in statements are masked unless the person asks. One clip is an object, several are a list.
 */
export const jsonFormat: TogetherFormat = {
  kind: 'together',
  id: 'json',
  group: 'data',
  extension: 'json',
  type: 'application/json',
  hasImages: false,
  async write(clips, base, options, tell) {
    const single = clips.count === 1;
    const parts = new TextParts(this.type);
    let done = 0;
    if (!single) parts.write('[\n');
    for await (const kept of clips.read()) {
      const record = await outgoing(kept, options);
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
  async write(clips, base, options, tell) {
    const lines = new TextParts(this.type);
    let done = 0;
    for await (const record of clips.read()) {
      lines.write(`${JSON.stringify(await outgoing(record, options))}\n`);
      done += 1;
      tell?.(done);
    }
    return { name: `${base}.jsonl`, type: this.type, content: lines.end() };
  },
};
