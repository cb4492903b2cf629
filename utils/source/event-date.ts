import type { Claim, Evidence } from '../model/claim';
import type { PartialDate } from '../model/source';
import type { PageFacts } from '../page/facts';
import { firstString } from '../page/json-ld';
import { type ArticleSpan, isOwnZone } from '../page/span';
import { cssPath, fold, quoteOf, squeeze } from '../page/text';
import { type DateContext, parseDate } from './dates';

const EVENT_TYPE = /(?:Event|Festival|Hackathon|CourseInstance)$/;
const EVENT_LABEL =
  /^(?:活动时间|活动日期|举办时间|举办日期|会议时间|会议日期|演出时间|开幕时间|展览时间|展期|讲座时间|開催日時|開催日|日時|행사일시|일시|event date|date (?:and|&) time|date of (?:the )?event|when|termin|datum und uhrzeit|date et heure|fecha y hora)\s*[:：]\s*/iu;

/**
 * When the event takes place that the page is about: schema.org `startDate` of the page's own event (as JSON-LD or
 * microdata), else a labelled line. Never a date of publishing; events of a calendar beside the article are not it.
 */
export function readEventDate(
  facts: PageFacts,
  span: ArticleSpan,
  title: string,
  context: DateContext,
): Claim<PartialDate> | undefined {
  return (
    fromJsonLd(facts, title, context) ?? fromMicrodata(facts, span, context) ?? fromLine(facts, span, context)
  );
}

/** Whether a place on the page tells of the event and not of the article. */
export function tellsOfEvent(element: Element, line: string): boolean {
  return EVENT_LABEL.test(line) || element.closest('[itemprop~="startDate"],[itemprop~="endDate"]') !== null;
}

function fromJsonLd(facts: PageFacts, title: string, context: DateContext): Claim<PartialDate> | undefined {
  const here = fold(title);
  const events = facts.jsonLd.filter(({ types }) => types.some((type) => EVENT_TYPE.test(type)));
  const own = events.find(({ node }) => {
    const name = fold(firstString(node.name));
    return name.length > 3 && (name === here || here.includes(name) || name.includes(here));
  });
  const text = own && firstString(own.node.startDate);
  const date = text ? parseDate(text, context) : undefined;
  if (!own || !text || !date) return undefined;
  return claim(date, 0.9, {
    kind: 'json-ld',
    rule: 'json-ld.startDate',
    scope: 'work',
    quote: quoteOf(text),
    selector: { type: 'x-JsonPointer', value: `${own.pointer}/startDate`, script: own.script },
  });
}

function fromMicrodata(
  facts: PageFacts,
  span: ArticleSpan,
  context: DateContext,
): Claim<PartialDate> | undefined {
  const starts = facts.microdata.filter(
    ({ name, itemType }) => name === 'startDate' && EVENT_TYPE.test(itemType ?? ''),
  );
  const [only] = starts;
  const line = only && facts.lines[only.line];
  if (!only || starts.length > 1 || !line || !isOwnZone(line, span)) return undefined;
  const date = parseDate(only.value, context);
  if (!date) return undefined;
  return claim(date, 0.85, {
    kind: 'microdata',
    rule: 'microdata.startDate',
    scope: 'work',
    quote: quoteOf(squeeze(only.element.textContent) || only.value),
    selector: { type: 'CssSelector', value: cssPath(only.element) },
  });
}

function fromLine(facts: PageFacts, span: ArticleSpan, context: DateContext): Claim<PartialDate> | undefined {
  for (const line of facts.lines) {
    if (line.text.length > 160 || !isOwnZone(line, span)) continue;
    const label = EVENT_LABEL.exec(line.text);
    const date = label ? parseDate(line.text.slice(label[0].length), context) : undefined;
    if (!date) continue;
    return claim(date, 0.7, {
      kind: 'visible-text',
      rule: 'date.event',
      scope: 'work',
      quote: quoteOf(line.text),
      selector: { type: 'CssSelector', value: cssPath(line.element) },
    });
  }
  return undefined;
}

function claim(value: PartialDate, confidence: number, evidence: Evidence): Claim<PartialDate> {
  return { value, status: 'stated', confidence, evidence: [evidence] };
}
