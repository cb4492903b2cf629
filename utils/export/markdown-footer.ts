import type { PhrasingContent, RootContent } from 'mdast';
import { attributionLine } from '../cite/attribution';
import { maskContacts } from '../cite/redact';
import type { ClipRecord } from '../model/clip';
import type { Agent } from '../model/source';
import type { ExportOptions } from './format';
import { bullets, heading, link, paragraph, quote, text } from './mdast';
import { type ExportWords, wordsOf } from './words';

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
    bullets(facts(record, words)),
    ...(statements.length > 0 ? [paragraph(text(`${words.statement}:`)), ...statements.map(quote)] : []),
    paragraph(text(attributionLine(record, language))),
  ];
}

function facts(record: ClipRecord, words: ExportWords): PhrasingContent[][] {
  const { source, rights, capture, integrity } = record;
  const { site, published, urls } = source;
  const licence = rights.license?.value;
  return [
    [text(`${words.author}: ${writers(record) || words.noAuthor}`)],
    [text(`${words.site}: ${site.value.name}`)],
    ...origin(record, words),
    [text(`${words.published}: ${published?.value.asPrinted ?? published?.value.iso ?? words.noDate}`)],
    ...photos(record, words),
    [text(`${words.address}: `), link(urls.retrieved)],
    [
      text(`${words.rights}: ${words.signals[rights.signal.code]}`),
      ...(licence ? [text(' '), licence.url ? link(licence.url, licence.name) : text(licence.name)] : []),
    ],
    [text(`${words.saved}: ${capture.at}`)],
    [text(`${words.fingerprint}: ${integrity.text}`)],
  ];
}

function writers({ source }: ClipRecord): string {
  return source.creators
    .map(({ value }) => value)
    .filter(({ role }) => role === 'author' || role === 'correspondent')
    .map(withAffiliation)
    .join(', ');
}

function withAffiliation({ name, affiliation }: Agent): string {
  return affiliation ? `${name} (${affiliation})` : name;
}

function origin({ source }: ClipRecord, words: ExportWords): PhrasingContent[][] {
  const name = source.origin?.value.name ?? source.origin?.value.agency;
  if (!name) return [];
  const said = source.origin?.status === 'inferred' ? words.probably(name) : name;
  return [[text(`${words.firstPublished}: ${said}`)]];
}

function photos({ images }: ClipRecord, words: ExportWords): PhrasingContent[][] {
  const names = images.flatMap(({ creators, agency }) =>
    [...creators, ...(agency ? [agency] : [])].map(({ value }) => value.name),
  );
  return names.length > 0 ? [[text(`${words.photos}: ${[...new Set(names)].join(', ')}`)]] : [];
}

/** Each statement once; the words behind the light come along where no notice holds them. */
function statementsOf({ rights }: ClipRecord): string[] {
  const notices = rights.notices.map((notice) => notice.value);
  const reasons = rights.signal.because.flatMap((evidence) => (evidence.quote ? [evidence.quote] : []));
  const further = reasons.filter((reason) => !notices.some((notice) => notice.includes(reason)));
  return [...new Set([...notices, ...further])];
}
