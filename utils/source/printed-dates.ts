import type { PartialDate } from '../model/source';
import type { PageFacts, PageLine } from '../page/facts';
import { DATE_LABEL } from '../page/labels';
import { type ArticleSpan, isOwnZone, isProse } from '../page/span';
import { cssPath, HAN, quoteOf, squeeze } from '../page/text';
import { agreed, type DateCandidate, isSameDate } from './date-candidate';
import { type DateContext, parseDate } from './dates';
import { tellsOfEvent } from './event-date';

/**
 * The dates that the page shows its readers: `<time>` elements, labelled and bare dates beside the headline and, where
 * labelled or signed, below the text. The dates in a list of other articles are none of this one.
 */
export function printedDates(facts: PageFacts, span: ArticleSpan, context: DateContext): DateCandidate[] {
  return [
    ...fromTimes(facts, span, context),
    ...withoutLists(fromLines(facts, span, context), facts, context),
  ];
}

const UPDATED =
  /updat|modif|aktualisiert|stand|zuletzt|mis à jour|actualizad|aggiornat|atualizad|bijgewerkt|更新|修改|编辑于|수정|обновлен|zaktualizowano|oppdatert|uppdaterad|opdateret|päivitetty|güncelle/iu;
const PUBLISHED =
  /publi|posted|veröffentlicht|erschienen|发布|發布|发表|등록|입력|opublikowano|опубликован|julkaistu|yayın|first/iu;

/** `<time>` near the headline; further off only where words say what the date is of: cards and lists have dates too. */
function fromTimes(facts: PageFacts, span: ArticleSpan, context: DateContext): DateCandidate[] {
  const found: DateCandidate[] = [];
  for (const { element, line, zone } of facts.walk.times) {
    const own = facts.lines[line];
    const distance = line - anchorOf(span);
    if (zone !== 'main' && zone !== 'head' && !(own && isOwnZone(own, span))) continue;
    if (line > span.end && line - span.end > 6) continue;
    if (tellsOfEvent(element, own?.text ?? '')) continue;
    if (distance < -8 || distance > Math.max(60, span.end - span.headline)) continue;
    const words = squeeze(element.textContent);
    const text = squeeze(element.getAttribute('datetime')) || words;
    const date = agreed(parseDate(text, context), parseDate(words, context));
    if (!date) continue;
    const around = `${element.getAttribute('class') ?? ''} ${element.parentElement?.getAttribute('class') ?? ''} ${own?.text.slice(0, 60) ?? ''}`;
    const near = Math.abs(distance) <= 12 && isAboveText(line, facts, span);
    if (!near && !PUBLISHED.test(around) && !UPDATED.test(around)) continue;
    found.push({
      date,
      kind: kindOf(words) ?? kindOf(around) ?? 'published',
      confidence: element.hasAttribute('pubdate')
        ? 0.85
        : near
          ? 0.82 - Math.min(Math.abs(distance), 12) / 100
          : 0.5,
      evidence: {
        kind: 'visible-text',
        rule: 'time',
        scope: 'work',
        quote: quoteOf(words || text),
        selector: { type: 'CssSelector', value: cssPath(element) },
      },
      ...(near ? { dateline: true as const } : {}),
    });
    if (found.length > 6) break;
  }
  return found;
}

/** What words around a date say it is of; undefined where they say nothing. Words of both kinds speak of publishing. */
function kindOf(words: string): DateCandidate['kind'] | undefined {
  if (PUBLISHED.test(words)) return 'published';
  return UPDATED.test(words) ? 'modified' : undefined;
}

const FIRST = '(?:首次|最初|初次)';
const LABEL = `${FIRST}?(?:最后|最近|上次)?${DATE_LABEL}`;
const LABELLED = new RegExp(
  `(?:^|[\\s（(【|｜，,；;])(${LABEL})\\s{0,9}[:：]?\\s{0,9}(?=[\\d昨今前一二〇零])`,
  'gu',
);
/** "Datum 28.04.2023" in a box of facts about the article. */
const LISTED =
  /^(?:Datum|Date|Fecha|Data|Erstellt|Published|Publication date)\s{0,9}:?\s*\d[\d./ -]{5,12}$/iu;
const LABEL_ONLY = new RegExp(`^${LABEL}\\s{0,9}[:：]$`, 'u');
const WESTERN_LABEL =
  /(?:(?:(?:originally|first)\s+)?published|posted|post (?:time|date)|publication date|release date|date|veröffentlicht|publié|publicado|pubblicato|gepubliceerd|last (?:updated|modified|reviewed)|updated|modified|aktualisiert|mis à jour|actualizado|aggiornato)(?:\s+(?:on|in|am|le|el|il|op))?\s*[:|–-]?\s*/giu;
const FIRST_LABEL = new RegExp(`^(?:originally|first)\\s|^${FIRST}`, 'iu');
const UPDATE_LABEL = /更新|修改|编辑于|수정/u;

/** Dates in the lines around the headline and, where labelled, after the body. */
function fromLines(facts: PageFacts, span: ArticleSpan, context: DateContext): DateCandidate[] {
  const found: DateCandidate[] = [];
  for (const line of facts.lines) {
    if (!isOwnZone(line, span) || line.text.length > 300 || line.index === span.headline) continue;
    if (
      !/\d|[〇一二三四五六七八九]{4}年|昨天|前天|今天|yesterday/iu.test(line.text) &&
      !LABEL_ONLY.test(line.text)
    )
      continue;
    if (tellsOfEvent(line.element, line.text)) continue;
    const above = isAboveText(line.index, facts, span);
    const dateline = above && Math.abs(line.index - anchorOf(span)) <= 12;
    const add = (candidates: DateCandidate[]) =>
      found.push(...candidates.map((c) => (dateline ? { ...c, dateline: true as const } : c)));
    const cell = fromCell(facts, line, span, context);
    if (cell) {
      add([cell]);
      continue;
    }
    const listed = LISTED.test(line.text) ? parseDate(line.text, context) : undefined;
    if (listed) add([lineDate(listed, line, 'published', 0.6, 'date.listed')]);
    const labelled = fromLabels(line, span, context);
    add(labelled.length > 0 || !isWithinReach(line, span) ? labelled : bareDates(line, above, span, context));
    if (found.length > 12) break;
  }
  return found;
}

/** The headline's line; where none was found, the line before the text. */
function anchorOf(span: ArticleSpan): number {
  return span.headline >= 0 ? span.headline : span.start - 1;
}

/** Whether at most a standfirst stands between the headline and a line: where articles are dated. */
function isAboveText(line: number, facts: PageFacts, span: ArticleSpan): boolean {
  let prose = 0;
  // No further than the third: on a page of twenty thousand lines each of them is asked about.
  for (let at = Math.max(0, anchorOf(span) + 1); at < line; at += 1) {
    const between = facts.lines[at];
    if (between && isProse(between)) prose += 1;
    if (prose > 2) return false;
  }
  return true;
}

/** Unlabelled dates are looked for around the headline and at the very end of the text only. */
function isWithinReach(line: PageLine, span: ArticleSpan): boolean {
  if (line.index - anchorOf(span) < -10 || line.index > span.end + 4) return false;
  return line.index <= Math.max(span.start + 1, anchorOf(span) + 8) || line.index >= span.end - 2;
}

/** A table's cell with the label and the next one with the date. */
function fromCell(
  facts: PageFacts,
  line: PageLine,
  span: ArticleSpan,
  context: DateContext,
): DateCandidate | undefined {
  const next = LABEL_ONLY.test(line.text) ? facts.lines[line.index + 1] : undefined;
  if (!next || next.text.length > 40 || line.index >= span.end) return undefined;
  const date = parseDate(next.text, context);
  const kind = UPDATE_LABEL.test(line.text) ? 'modified' : 'published';
  return date && lineDate(date, next, kind, 0.84, 'date.label-cell');
}

/** Each date behind a Chinese, Japanese or Korean label of the line. */
function fromLabels(line: PageLine, span: ArticleSpan, context: DateContext): DateCandidate[] {
  const marks = [...line.text.matchAll(LABELLED)];
  return marks.flatMap((mark, i) => {
    const from = (mark.index ?? 0) + mark[0].length;
    const date = parseDate(trimEnd(line.text.slice(from, marks[i + 1]?.index)), context);
    if (!date) return [];
    const label = mark[1] ?? '';
    const first = FIRST_LABEL.test(label);
    return [
      lineDate(
        date,
        line,
        UPDATE_LABEL.test(label) ? 'modified' : 'published',
        first ? FIRST_WORDS : line.index > span.end ? 0.6 : 0.86,
        first ? 'date.first' : 'date.label',
      ),
    ];
  });
}

/** The page's own words "first published" say more than the record of its content system (JSON-LD: 0.95). */
const FIRST_WORDS = 0.96;

function bareDates(line: PageLine, above: boolean, span: ArticleSpan, context: DateContext): DateCandidate[] {
  const marks = [...line.text.matchAll(WESTERN_LABEL)];
  if (marks.length > 0 && line.text.length <= 200)
    return marks.flatMap((mark, i) => afterLabel(line, mark, marks[i + 1]?.index, context));
  const date = parseDate(line.text, context);
  if (!date?.asPrinted) return [];
  const distance = line.index - anchorOf(span);
  const printed = date.asPrinted;
  const short = line.text.length - printed.length;
  const share = printed.length / line.text.length;
  const near = above && distance >= -4 && distance <= 8;
  if (!near && (/^[·•●▪■◆○]/u.test(line.text) || (date.precision === 'month' && !HAN.test(line.text))))
    return [];
  // The line must be about the date: the date opens it, closes it or fills a good part of it.
  const bylineLike =
    share >= 0.22 ||
    short <= 40 ||
    line.segments.some((segment) => parseDate(segment, context) && segment.length <= printed.length + 12);
  if (!bylineLike || (line.text.length > 110 && share < 0.3)) return [];
  if (/[。！？]\s*\S/u.test(line.text) || date.precision === 'year') return [];
  const base = near ? 0.74 : distance < 0 ? 0.4 : line.index >= span.end - 2 ? 0.42 : 0.45;
  return [
    lineDate(
      date,
      line,
      kindOf(line.text) ?? 'published',
      base - Math.min(Math.abs(distance), 12) / 200,
      near ? 'date.line' : 'date.far-line',
    ),
  ];
}

function afterLabel(
  line: PageLine,
  mark: RegExpExecArray,
  end: number | undefined,
  context: DateContext,
): DateCandidate[] {
  const rest = trimEnd(line.text.slice((mark.index ?? 0) + mark[0].length, end).slice(0, 45));
  const date = parseDate(rest, context);
  const first = FIRST_LABEL.test(mark[0]);
  // "Originally published in The Lamp on 3 March": that is the other paper's date.
  if (!date || !startsWithDate(rest, date, first ? 4 : 18)) return [];
  return [
    lineDate(
      date,
      line,
      UPDATED.test(mark[0]) ? 'modified' : 'published',
      first ? FIRST_WORDS : 0.8,
      first ? 'date.first' : 'date.label',
    ),
  ];
}

function trimEnd(text: string): string {
  return text.replace(/[\s.,;|·•，；。、]{1,40}$/u, '');
}

function startsWithDate(text: string, date: PartialDate, within: number): boolean {
  const at = text.normalize('NFKC').indexOf(date.asPrinted ?? '');
  return at >= 0 && at <= within;
}

/**
 * A date that stands by itself below the text may sign it. Where other lines down the page are dates too, they are of a
 * list of other articles, and none is this one's.
 */
function withoutLists(found: DateCandidate[], facts: PageFacts, context: DateContext): DateCandidate[] {
  const far = found.filter((c) => c.evidence.rule === 'date.far-line');
  const first = far[0];
  if (!first) return found;
  const bare = facts.lines
    .filter((line) => line.zone === 'main' && line.text.length <= 40 && /\d/.test(line.text))
    .map((line) => ({ line, date: parseDate(line.text, context) }))
    .filter(({ line, date }) => date?.asPrinted && date.asPrinted.length * 2 >= line.text.length - 4);
  const dates = [...far.map((c) => c.date), ...bare.map(({ date }) => date)];
  const signed = dates.every((date) => !date || isSameDate(date, first.date));
  return signed ? found : found.filter((c) => !far.includes(c));
}

function lineDate(
  date: PartialDate,
  line: PageLine,
  kind: DateCandidate['kind'],
  confidence: number,
  rule: string,
): DateCandidate {
  return {
    date,
    kind,
    confidence,
    evidence: {
      kind: 'visible-text',
      rule,
      scope: 'work',
      quote: quoteOf(line.text),
      selector: { type: 'CssSelector', value: cssPath(line.element) },
    },
  };
}
