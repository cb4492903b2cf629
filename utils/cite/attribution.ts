import type { ClipImage, ClipRecord } from '../model/clip';
import { toCsl } from './csl';
import type { CslItem } from './csl-types';
import { chineseDate, longDate } from './dates';
import { fullName, hasHan } from './names';
import { maskContacts } from './redact';
import { withTextFragment } from './text-fragment';
import { oneLine, quoted } from './wording';

export type AttributionLanguage = 'en' | 'zh';

/**
 * One line with title, author, source and licence (TASL) for a text that is passed on, by rights.md 4.1: what
 * CC BY 4.0 asks for where the page states an open licence, the page's own words where it states conditions,
 * and otherwise that no permission was found. Contacts in statements are masked.
 */
export function attributionLine(record: ClipRecord, language: AttributionLanguage): string {
  const item = toCsl(record);
  return language === 'zh' ? chineseLine(record, item) : englishLine(record, item);
}

function englishLine(record: ClipRecord, item: CslItem): string {
  const authors = englishList(names(item));
  const site = siteName(item);
  const open = isOpen(record);
  const by = authors ? ` by ${authors}${open && site ? ` (${site})` : ''}` : '';
  const where = [open && authors ? '' : site, longDate(item.issued)].filter(Boolean);
  const lead = [`${quoted(oneLine(item.title))}${by}`, ...where].join(', ');
  const saved = longDate(item.accessed);
  const notice = sentence(noticeOf(record));
  if (open) {
    const terms = `Licensed under ${licenceText(record)}.`;
    const changes = `Saved ${saved}; layout simplified${isShortened(record) ? '; shortened' : ''}.`;
    const wish = wishOf(record);
    const named = wish ? `Asks to be credited as ${wish}.` : '';
    return compact([`${lead}, ${item.URL}.`, terms, named, notice, changes]);
  }
  const conditions = conditionsOf(record);
  const closing = conditions
    ? `The page’s own terms: “${conditions}” Saved for personal use on ${saved}.`
    : `Saved for personal use on ${saved}; no reuse permission was found on the page.`;
  return compact([`${lead}. ${item.URL}.`, conditions ? '' : notice, closing]);
}

function chineseLine(record: ClipRecord, item: CslItem): string {
  const parts = [
    `《${oneLine(item.title)}》`,
    chineseAuthors(record, item),
    siteName(item),
    chineseDate(item.issued),
    item.URL ?? '',
  ];
  const wish = isOpen(record) ? wishOf(record) : '';
  const named = wish ? `要求署名为 ${wish}。` : '';
  const licence = isOpen(record) ? `依 ${licenceText(record)} 许可使用。${named}` : '';
  const terms = licence + chineseSentence(conditionsOf(record) || noticeOf(record));
  const none = terms || record.rights.signal.light === 'green' ? '' : '页面未见许可声明。';
  const changes = `${chineseDate(item.accessed)} 采集，版式已简化${isShortened(record) ? '，有删节' : ''}。`;
  return `${parts.filter(Boolean).join('，')}。${terms}${none}${changes}`;
}

/** `林小满（示例日报）、陈一`. */
function chineseAuthors(record: ClipRecord, item: CslItem): string {
  const employers = new Map(
    record.source.creators.map(({ value }) => [value.name, value.affiliation] as const),
  );
  return names(item)
    .map((name) => (employers.get(name) ? `${name}（${employers.get(name)}）` : name))
    .join('、');
}

/**
 * One line for a picture: caption, photographer, agency, and its own licence or that none is stated. Gives
 * '' when the page names neither a caption nor a person, agency or licence.
 */
export function imageAttribution(image: ClipImage, language: AttributionLanguage): string {
  const people = [...new Set(image.creators.map((claim) => claim.value.name))];
  const agency = image.agency?.value.name;
  const licence = image.rights.license?.value;
  const caption = oneLine(image.caption?.value);
  if (!caption && people.length === 0 && !agency && !licence) return '';
  const terms = licence
    ? [licence.name, licence.url ? `(${licence.url})` : ''].filter(Boolean).join(' ')
    : '';
  if (language === 'zh') {
    const by = [people.join('、'), agency].filter(Boolean).join('／');
    return [
      chineseSentence(caption),
      by ? `摄影：${by}。` : '',
      terms ? `${terms}。` : '权利状况未注明。',
    ].join('');
  }
  const by = [people.join(', '), agency].filter(Boolean).join('/');
  return compact([sentence(caption), by ? `Photo: ${by}.` : '', `${terms || 'Rights not stated'}.`]);
}

/**
 * A quote to share: the words, who wrote them, where, and a link that leads to the passage. Chinese when the
 * quote is Chinese.
 */
export function shareText(record: ClipRecord, quote: string): string {
  const item = toCsl(record);
  const words = quote.trim();
  const link = withTextFragment(item.URL ?? record.source.urls.retrieved, words, record.content.text);
  const site = siteName(item);
  if (hasHan(words)) {
    const from = [names(item).join('、'), `《${oneLine(item.title)}》`, site].filter(Boolean).join('，');
    return `“${words}”——${from}\n${link}`;
  }
  const from = [englishList(names(item)), quoted(oneLine(item.title)), site].filter(Boolean).join(', ');
  return `“${words}” — ${from}\n${link}`;
}

function names(item: CslItem): string[] {
  return (item.author ?? []).map((name) => oneLine(fullName(name)));
}

/** The site, unless it is itself the only author. */
function siteName(item: CslItem): string {
  const site = oneLine(item['container-title']);
  return names(item).join() === site ? '' : site;
}

/** `A`, `A and B`, `A, B and C`. */
function englishList(list: readonly string[]): string {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
}

/** Only a licence that the light reads as open makes a line open. */
function isOpen(record: ClipRecord): boolean {
  return record.rights.license !== undefined && record.rights.signal.code.startsWith('open.');
}

/** The name and address that a licensor asks for (CC BY 4.0 3(a)(1)(A)(i): "in any reasonable manner requested"). */
function wishOf({ rights }: ClipRecord): string {
  const { name, url } = rights.attribution?.value ?? {};
  const words = name && url ? `${oneLine(name)} (${oneLine(url)})` : oneLine(name ?? url);
  return maskContacts(words);
}

function licenceText(record: ClipRecord): string {
  const licence = record.rights.license?.value;
  return [licence?.name, licence?.url ? `(${licence.url})` : ''].filter(Boolean).join(' ');
}

/** The page's words for a permission under conditions. */
function conditionsOf(record: ClipRecord): string {
  if (!record.rights.signal.code.startsWith('cond.')) return '';
  const quote = record.rights.signal.because.find((evidence) => evidence.quote)?.quote;
  return maskContacts(oneLine(quote));
}

function noticeOf(record: ClipRecord): string {
  return maskContacts(oneLine(record.rights.notices[0]?.value));
}

/** A selection or a page that showed only a part is not the whole work. */
function isShortened(record: ClipRecord): boolean {
  return record.capture.how === 'selection' || record.content.partial !== undefined;
}

function sentence(text: string): string {
  return text === '' || /[.!?。！？]$/.test(text) ? text : `${text}.`;
}

function chineseSentence(text: string): string {
  return text === '' || /[。！？.!?]$/.test(text) ? text : `${text}。`;
}

function compact(parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}
