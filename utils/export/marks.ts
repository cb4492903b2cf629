import type { Root, RootContent } from 'mdast';
import { attributionLine, shareText } from '../cite/attribution';
import type { ClipRecord, Highlight } from '../model/clip';
import type { TogetherFormat } from './format';
import { writeMarkdown } from './markdown-style';
import { heading, link, linked, paragraph, quote, text } from './mdast';
import { csvLine } from './table';
import { wordsOf } from './words';

/** Only what the person marked and noted, clip by clip, each with its source. */
export const highlightsFormat: TogetherFormat = {
  kind: 'together',
  id: 'highlights',
  group: 'marks',
  extension: 'md',
  type: 'text/markdown',
  hasImages: false,
  async write(clips, base, { language }, tell) {
    const words = wordsOf(language);
    const children: RootContent[] = [heading(1, words.marks)];
    let done = 0;
    for await (const record of clips.read()) {
      done += 1;
      tell?.(done);
      if (!isMarked(record)) continue;
      children.push(
        heading(2, record.content.title),
        paragraph(link(record.source.urls.retrieved)),
        ...(record.userNotes ? [paragraph(text(record.userNotes))] : []),
        ...record.highlights.flatMap((highlight) => [
          quote(exactOf(highlight)),
          ...(highlight.body ? [paragraph(text(`${words.note}: ${highlight.body}`))] : []),
        ]),
        paragraph(...linked(attributionLine(record, language))),
      );
    }
    const tree: Root = { type: 'root', children };
    return { name: `${base}.md`, type: this.type, content: writeMarkdown(tree) };
  },
};

/** Each marked passage with who wrote it, where, and a link that leads to it. */
export const quotesFormat: TogetherFormat = {
  kind: 'together',
  id: 'quotes',
  group: 'marks',
  extension: 'txt',
  type: 'text/plain',
  hasImages: false,
  async write(clips, base, _options, tell) {
    const quotes: string[] = [];
    let done = 0;
    for await (const record of clips.read()) {
      done += 1;
      tell?.(done);
      for (const highlight of record.highlights) quotes.push(shareText(record, exactOf(highlight)));
    }
    return { name: `${base}.txt`, type: this.type, content: `${quotes.join('\n\n')}\n` };
  },
};

/** W3C Web Annotation (JSON-LD): one annotation for each highlight, its source with title, creators and rights. */
export const annotationsFormat: TogetherFormat = {
  kind: 'together',
  id: 'annotations',
  group: 'marks',
  extension: 'jsonld',
  type: 'application/ld+json',
  hasImages: false,
  async write(clips, base, _options, tell) {
    const graph: unknown[] = [];
    let done = 0;
    for await (const record of clips.read()) {
      done += 1;
      tell?.(done);
      for (const highlight of record.highlights) graph.push(annotation(record, highlight));
    }
    const content = `${JSON.stringify({ '@context': 'http://www.w3.org/ns/anno.jsonld', '@graph': graph }, null, 2)}\n`;
    return { name: `${base}.jsonld`, type: this.type, content };
  },
};

function annotation(
  record: ClipRecord,
  { id, motivation, body, colour, created, modified, target }: Highlight,
): unknown {
  const { content, source, rights } = record;
  return {
    id: /^[a-z][a-z\d+.-]*:/i.test(id) ? id : `${record.id}#${encodeURIComponent(id)}`,
    type: 'Annotation',
    motivation,
    created,
    ...(modified && { modified }),
    ...(body !== undefined && {
      body: { type: 'TextualBody', value: body, format: 'text/plain', purpose: 'commenting' },
    }),
    target: {
      type: 'SpecificResource',
      ...(colour && { styleClass: colour }),
      source: {
        id: target.source,
        'dc:title': content.title,
        'dc:creator': source.creators.map(({ value }) => value.name),
        'dc:publisher': source.site.value.name,
        ...(rights.notices[0] && { 'dc:rights': rights.notices[0].value }),
        ...(rights.license?.value.url && { rights: rights.license.value.url }),
      },
      selector: target.selector,
      ...(target.state && { state: target.state }),
    },
  };
}

/** The columns that Readwise reads. */
export const readwiseFormat: TogetherFormat = {
  kind: 'together',
  id: 'readwise',
  group: 'marks',
  extension: 'csv',
  type: 'text/csv',
  hasImages: false,
  async write(clips, base, _options, tell) {
    const lines = [csvLine(['Highlight', 'Title', 'Author', 'URL', 'Note', 'Location', 'Date'])];
    let done = 0;
    for await (const record of clips.read()) {
      done += 1;
      tell?.(done);
      const authors = record.source.creators
        .filter(({ value }) => value.role === 'author' || value.role === 'correspondent')
        .map(({ value }) => value.name)
        .join(', ');
      for (const highlight of record.highlights) {
        lines.push(
          csvLine([
            exactOf(highlight),
            record.content.title,
            authors || record.source.site.value.name,
            record.source.urls.retrieved,
            highlight.body ?? '',
            String(highlight.target.selector[1].start),
            highlight.created,
          ]),
        );
      }
    }
    return { name: `${base}.csv`, type: this.type, content: new Blob(lines, { type: this.type }) };
  },
};

function exactOf({ target }: Highlight): string {
  return target.selector[0].exact;
}

function isMarked({ highlights, userNotes }: ClipRecord): boolean {
  return highlights.length > 0 || Boolean(userNotes);
}
