import type { Claim } from '../model/claim';
import type { PartialDate } from '../model/source';
import type { PageFacts } from '../page/facts';
import type { ArticleSpan } from '../page/span';
import { type DateCandidate, isSameDate } from './date-candidate';
import { type DateContext, dayOf, parseDate } from './dates';
import { readEventDate } from './event-date';
import { printedDates } from './printed-dates';
import { statedDates } from './stated-dates';

export interface Dates {
  published?: Claim<PartialDate>;
  modified?: Claim<PartialDate>;
  /** When the event takes place that the page is about. */
  event?: Claim<PartialDate>;
}

/**
 * When the article was published and changed. Stated places first (JSON-LD, meta, microdata), then the dates that the
 * page shows beside the headline, last the address. A date of a related link, a headline or a template is none.
 */
export function readDates(facts: PageFacts, span: ArticleSpan, title: string, lang: string): Dates {
  const context = contextOf(facts, lang);
  const event = readEventDate(facts, span, title, context);
  const candidates = [
    ...statedDates(facts, span, context),
    ...printedDates(facts, span, context),
    ...fromUrl(facts),
  ].filter((c) => isPlausible(c.date, facts.now) && !(event && isOfEvent(c, event.value)));
  const news = facts.mainEntity?.types.some((type) => /News|Report/.test(type)) ?? false;
  const changes = candidates.filter((c) => c.kind === 'modified');
  const published =
    choose(
      candidates.filter((c) => c.kind === 'published'),
      news,
    ) ?? fromUpdateLine(changes);
  const modified = choose(changes);
  return {
    ...(published ? { published } : {}),
    ...(modified ? { modified } : {}),
    ...(event ? { event } : {}),
  };
}

/** An unlabelled day on the page that is the event's tells when it takes place, not when it was announced. */
function isOfEvent({ date, evidence }: DateCandidate, event: PartialDate): boolean {
  return /^(?:time|date\.(?:line|far-line))$/.test(evidence.rule) && isSameDate(date, event);
}

/**
 * An article that is dated beside its headline by its last change alone is cited by that day: an inference. The stamp
 * below a page ("last updated …") tells of the page's upkeep, and the page has no date of publishing then. Nor is a
 * sentence of the text that tells of a change a date line.
 */
function fromUpdateLine(changes: DateCandidate[]): Claim<PartialDate> | undefined {
  const shown = choose(changes.filter((c) => c.dateline && (c.evidence.quote ?? '').length <= 90));
  return shown && { ...shown, status: 'inferred', confidence: 0.5 };
}

function contextOf(facts: PageFacts, lang: string): DateContext {
  const region = /^en(?:-|$)/i.test(lang)
    ? /-(?:GB|AU|NZ|IE|IN|ZA)$/i.test(lang) || /\.(?:uk|au|nz|ie|in|za)(?:[/:]|$)/i.test(facts.url)
      ? 'day'
      : 'month'
    : 'day';
  return { lang, ...(facts.now ? { now: facts.now } : {}), monthFirst: region === 'month' };
}

function isPlausible(date: PartialDate, now: string | undefined): boolean {
  if (date.iso < '1990') return false;
  if (!now) return true;
  return date.iso.slice(0, 10) <= new Date(Date.parse(now) + 2 * 86_400_000).toISOString().slice(0, 10);
}

/** Places that were not made to date the article: a day in the address, a date that stands alone below the text. */
const GUESSED = /^(?:url\.date|date\.far-line)$/;

function choose(candidates: DateCandidate[], news = true): Claim<PartialDate> | undefined {
  const ranked = [...candidates].sort((a, b) => b.confidence - a.confidence);
  const best = (news ? undefined : shownInstead(ranked)) ?? ranked[0];
  if (!best) return undefined;
  const same = candidates.filter((c) => isSameDate(c.date, best.date));
  // The same day told more exactly elsewhere: the minute is worth having.
  const exact = same.find((c) => c.confidence >= 0.6 && rank(c.date) > rank(best.date)) ?? best;
  const others = candidates.filter((c) => !isSameDate(c.date, best.date));
  const agreeing = new Set(same.map((c) => c.evidence.kind)).size - 1;
  return {
    value: exact.date,
    status: GUESSED.test(best.evidence.rule) ? 'inferred' : 'stated',
    confidence: Math.min(0.99, best.confidence * (1 + 0.15 * Math.max(0, agreeing)) ** 0.5),
    evidence: same.slice(0, 4).map((c) => c.evidence),
    ...(others.length > 0
      ? {
          alternatives: others
            .slice(0, 4)
            .map((c) => ({ value: c.date, confidence: c.confidence, evidence: [c.evidence] })),
        }
      : {}),
  };
}

/**
 * A date in the page's data that no reader sees gives way to another one that the page shows by its headline; the data
 * of news articles is kept with more care than that of guides and shops.
 */
function shownInstead(ranked: DateCandidate[]): DateCandidate | undefined {
  const first = ranked[0];
  if (!first || first.evidence.kind === 'visible-text') return undefined;
  const shown = ranked.filter(
    (c) => c.evidence.kind === 'visible-text' && /^(?:date|time)/.test(c.evidence.rule),
  );
  if (shown.some((c) => dayOf(c.date) === dayOf(first.date))) return undefined;
  return shown.find((c) => c.confidence >= 0.72 && dayOf(c.date) !== undefined);
}

function rank(date: PartialDate): number {
  return ['year', 'month', 'day', 'minute', 'second'].indexOf(date.precision);
}

const URL_DATE =
  /[/_-]((?:19|20)\d{2})[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|t\d|$)|\/((?:19|20)\d{2})\/(\d{1,2})\/(\d{1,2})\//;

/** A day in the address is what the site filed it under: an inference, used only where nothing is stated. */
function fromUrl(facts: PageFacts): DateCandidate[] {
  const path = safePath(facts.url);
  const match = URL_DATE.exec(path);
  if (!match) return [];
  const date = parseDate(`${match[1] ?? match[4]}-${match[2] ?? match[5]}-${match[3] ?? match[6]}`);
  if (!date) return [];
  return [
    {
      date: { iso: date.iso, precision: 'day', asPrinted: match[0] },
      kind: 'published',
      confidence: 0.38,
      evidence: { kind: 'url', rule: 'url.date', scope: 'work', quote: match[0] },
    },
  ];
}

function safePath(url: string): string {
  try {
    return new URL(url).pathname;
  } catch {
    return '';
  }
}
