import { attributionLine, imageAttribution } from '../cite/attribution';
import { maskContacts } from '../cite/redact';
import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import type { ExportOptions, SeparateFormat } from './format';
import { printable } from './markup';
import { sourceFacts, statementsOf } from './source-facts';
import { wordsOf } from './words';

/** The article as plain text: title, prose, whose the pictures are, source and rights. */
export const textFormat: SeparateFormat = {
  kind: 'separate',
  id: 'text',
  group: 'read',
  extension: 'txt',
  type: 'text/plain',
  hasImages: false,
  async write(record, base, options) {
    return [{ name: `${base}.txt`, type: this.type, content: plainText(record, options) }];
  },
};

/** The whole text; blocks stand apart by an empty line. */
export function plainText(record: ClipRecord, options: Pick<ExportOptions, 'language' | 'contacts'>): string {
  const { content, source, images, highlights, userNotes } = record;
  const words = wordsOf(options.language);
  const shown = options.contacts === 'mask' ? maskContacts : (text: string) => text;
  const credits = images.map((image) => imageAttribution(image, options.language)).filter(Boolean);
  const marks = highlights.flatMap(({ target, body }) => [
    `> ${target.selector[0].exact.replaceAll('\n', '\n> ')}`,
    ...(body ? [`${words.note}: ${body}`] : []),
  ]);
  const blocks = [
    shownTitle(record),
    source.originalTitle && `${words.originalTitle}: ${source.originalTitle.value}`,
    content.subtitle,
    ...content.text.split('\n'),
    ...(credits.length > 0
      ? [`${words.imageCredits}:\n${credits.map((credit) => `- ${credit}`).join('\n')}`]
      : []),
    ...(userNotes || marks.length > 0 ? [words.marks, userNotes, ...marks] : []),
    `${words.heading}\n${sourceFacts(record, words)
      .map(({ label, text, link }) => `${label}: ${[text, link?.address].filter(Boolean).join(' ')}`)
      .join('\n')}`,
    ...statementsOf(record).map((statement) => `${words.statement}: ${shown(statement)}`),
    attributionLine(record, options.language),
  ];
  return `${blocks.flatMap((block) => (block?.trim() ? [printable(block)] : [])).join('\n\n')}\n`;
}
