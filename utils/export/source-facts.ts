import type { ClipRecord } from '../model/clip';
import type { Agent } from '../model/source';
import type { ExportWords } from './words';

/** One line of "source and rights": a label, words, and a link after or under them. */
export interface Fact {
  label: string;
  text?: string;
  link?: { address: string; words: string };
}

/** Who, where first, when, on what terms: the lines that every readable format shows. */
export function sourceFacts(record: ClipRecord, words: ExportWords): Fact[] {
  const { source, rights, capture, integrity } = record;
  const { site, published, urls } = source;
  const licence = rights.license?.value;
  return [
    { label: words.author, text: writersOf(record) || words.noAuthor },
    { label: words.site, text: site.value.name },
    ...origin(record, words),
    { label: words.published, text: published?.value.asPrinted ?? published?.value.iso ?? words.noDate },
    ...photos(record, words),
    { label: words.address, link: { address: urls.retrieved, words: urls.retrieved } },
    {
      label: words.rights,
      text: `${words.signals[rights.signal.code]}${licence && !licence.url ? ` ${licence.name}` : ''}`,
      ...(licence?.url && { link: { address: licence.url, words: licence.name } }),
    },
    { label: words.saved, text: capture.at },
    { label: words.fingerprint, text: integrity.text },
  ];
}

/** The authors as printed, each with the paper or firm that the page names. */
export function writersOf({ source }: ClipRecord): string {
  return source.creators
    .map(({ value }) => value)
    .filter(({ role }) => role === 'author' || role === 'correspondent')
    .map(withAffiliation)
    .join(', ');
}

function withAffiliation({ name, affiliation }: Agent): string {
  return affiliation ? `${name} (${affiliation})` : name;
}

function origin({ source }: ClipRecord, words: ExportWords): Fact[] {
  const name = source.origin?.value.name ?? source.origin?.value.agency;
  if (!name) return [];
  return [
    { label: words.firstPublished, text: source.origin?.status === 'inferred' ? words.probably(name) : name },
  ];
}

function photos({ images }: ClipRecord, words: ExportWords): Fact[] {
  const names = images.flatMap(({ creators, agency }) =>
    [...creators, ...(agency ? [agency] : [])].map(({ value }) => value.name),
  );
  return names.length > 0 ? [{ label: words.photos, text: [...new Set(names)].join(', ') }] : [];
}

/** Each statement of the page once; the words behind the light come along where no notice holds them. */
export function statementsOf({ rights }: ClipRecord): string[] {
  const notices = rights.notices.map((notice) => notice.value);
  const reasons = rights.signal.because.flatMap((evidence) => (evidence.quote ? [evidence.quote] : []));
  const further = reasons.filter((reason) => !notices.some((notice) => notice.includes(reason)));
  return [...new Set([...notices, ...further])];
}
