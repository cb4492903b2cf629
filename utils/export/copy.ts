import { shareText } from '../cite/attribution';
import type { ClipRecord } from '../model/clip';
import { type ExportJob, exportFrom, preparedFor } from './export-clips';
import type { ClipSource, ExportFormat } from './format';
import { h, type Markup, writeMarkup } from './markup';
import { bodyMarkup, headMarkup, marksMarkup, sourceMarkup } from './readable';
import { plainText } from './text';

/** What goes on the clipboard: plain words, and the same with headings, links and italics for programs that take them. */
export interface Copy {
  text: string;
  html?: string;
}

/**
 * Clips as the clipboard takes them, by the choices of an export. Pictures stay on the web: a clipboard has no files
 * beside its words. Articles and marked passages also come as HTML.
 */
export async function copyOf(clips: ClipSource, format: ExportFormat, job: ExportJob): Promise<Copy> {
  const light: ExportJob = { ...job, images: job.images === 'none' ? 'none' : 'link' };
  const shapes: Markup[] = [];
  const texts: string[] = [];
  for await (const record of preparedFor(clips, light).read()) {
    if (format.group === 'read') shapes.push(articleMarkup(record, light), h('hr'));
    if (format.group === 'marks') shapes.push(...passages(record));
    if (format.kind === 'separate') texts.push(await textOf(record, format, light));
  }
  const text =
    format.kind === 'separate'
      ? texts.join('\n\n')
      : (await (await exportFrom(clips, format, light)).blob.text()).replace(/^\ufeff/, '');
  if (format.group === 'read') shapes.pop();
  const html = shapes.map((shape) => writeMarkup(shape, 'html')).join('\n');
  return { text, ...(html && { html }) };
}

async function textOf(
  record: ClipRecord,
  format: Extract<ExportFormat, { kind: 'separate' }>,
  job: ExportJob,
): Promise<string> {
  // The source of a page is of no use to who pastes it as words.
  if (format.id === 'html') return plainText(record, job);
  const [main] = await format.write(record, 'clip', job);
  return typeof main?.content === 'string' ? main.content : '';
}

function articleMarkup(record: ClipRecord, job: ExportJob): Markup {
  return h(
    'article',
    { lang: record.content.language, dir: record.content.direction },
    headMarkup(record, job),
    bodyMarkup(record, job, () => undefined, job.images === 'link'),
    marksMarkup(record, job),
    sourceMarkup(record, job),
  );
}

/** Each marked passage, who wrote it and where, and the link that leads to it. */
function passages(record: ClipRecord): Markup[] {
  return record.highlights.map(({ target, body }) => {
    const lines = shareText(record, target.selector[0].exact).split('\n');
    const link = lines.pop() ?? '';
    return h(
      'p',
      {},
      lines.flatMap((line) => [line, h('br')]),
      ...(body ? [body, h('br')] : []),
      /^https?:/i.test(link) ? h('a', { href: link }, link) : link,
    );
  });
}
