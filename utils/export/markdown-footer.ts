import type { PhrasingContent, RootContent } from 'mdast';
import { attributionLine } from '../cite/attribution';
import { maskContacts } from '../cite/redact';
import type { ClipRecord } from '../model/clip';
import type { ExportOptions } from './format';
import { bullets, heading, link, linked, paragraph, quote, text } from './mdast';
import { type Fact, sourceFacts, statementsOf } from './source-facts';
import { wordsOf } from './words';

/** The closing block: who, where first, when, on what terms, in words, with the page's own statements. */
export function sourceFooter(
  record: ClipRecord,
  { language, contacts }: Pick<ExportOptions, 'language' | 'contacts'>,
): RootContent[] {
  const words = wordsOf(language);
  const shown = contacts === 'mask' ? maskContacts : (statement: string) => statement;
  const statements = statementsOf(record).map(shown);
  return [
    heading(2, words.heading),
    bullets(sourceFacts(record, words).map(line)),
    ...(statements.length > 0 ? [paragraph(text(`${words.statement}:`)), ...statements.map(quote)] : []),
    paragraph(...linked(attributionLine(record, language))),
  ];
}

function line({ label, text: words, link: target }: Fact): PhrasingContent[] {
  return [
    text(`${label}: ${words ?? ''}${words && target ? ' ' : ''}`),
    ...(target ? [link(target.address, target.words)] : []),
  ];
}

/** The person's notes and marked passages. Empty where there are none. */
export function marksBlock(
  { highlights, userNotes }: ClipRecord,
  { language }: Pick<ExportOptions, 'language'>,
): RootContent[] {
  if (highlights.length === 0 && !userNotes) return [];
  const words = wordsOf(language);
  return [
    heading(2, words.marks),
    ...(userNotes ? [paragraph(text(userNotes))] : []),
    ...highlights.flatMap(({ target, body }) => [
      quote(target.selector[0].exact),
      ...(body ? [paragraph(text(`${words.note}: ${body}`))] : []),
    ]),
  ];
}
