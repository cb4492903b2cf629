import type { Agent } from '../model/source';
import type { PageLine } from '../page/facts';
import { AUTHOR_LABEL, BODY_LABEL, REPORTER_LABEL, SEPARATOR } from '../page/labels';
import { personAgent, ZH_ROLE, zhName, zhNames } from '../page/names';
import { squeeze } from '../page/text';
import { isPlainZhName } from '../page/zh-surnames';
import { cutAtLabel, parseByline, zhRoleAgents } from './byline';

/** Where a line stands to the article: about the headline, at the end of the text, or between. */
export type Place = 'head' | 'tail' | 'body';

export interface TextByline {
  agents: Agent[];
  rule: string;
  confidence: number;
}

type Rule = (line: PageLine, place: Place, next: PageLine | undefined) => TextByline | undefined;

/** Reads the byline of a Chinese line by the first rule that applies; the order is from the plainest to the barest. */
export function zhBylineOf(line: PageLine, place: Place, next: PageLine | undefined): TextByline | undefined {
  for (const rule of RULES) {
    const found = rule(line, place, next);
    if (found && found.agents.length > 0) return found;
  }
  return undefined;
}

const LABEL = new RegExp(
  `(?:^|[\\s|｜（(【\\[；;，,□■●])(${AUTHOR_LABEL}|${REPORTER_LABEL})${SEPARATOR}`,
  'u',
);
const WHOLE_LABEL = new RegExp(
  `^[（(【\\[]?\\s{0,9}(?:${AUTHOR_LABEL}|${REPORTER_LABEL})${SEPARATOR}.{2,40}$`,
  'u',
);
const SPACED_LABEL =
  /^[（(]?\s*(文\/图|图\/文|文图|图文|撰文|采写|撰稿|文|图|文字)\s+(\p{Script=Han}[\p{Script=Han}\s、]{1,30})[）)]?$/u;

/** 作者：甲, 记者/乙, 执笔丨丙; between the paragraphs only where the label opens the line. */
const labelled: Rule = (line, place) => {
  if (line.text.length > 160 || (place === 'body' && !WHOLE_LABEL.test(line.text))) return undefined;
  for (const segment of [line.text, ...line.segments]) {
    const label = LABEL.exec(segment);
    if (!label) continue;
    const agents = withLabel(segment.slice(label.index + label[0].length), label[1] ?? '');
    if (agents.length > 0)
      return { agents, rule: 'zh.byline.label', confidence: place === 'body' ? 0.8 : 0.9 };
  }
  return undefined;
};

/** 文/图 甲 乙: a label and a blank, the rest names and nothing else. */
const spaced: Rule = (line) => {
  const match = SPACED_LABEL.exec(line.text);
  const names = match?.[2] ? zhNames(match[2]) : undefined;
  if (!match?.[1] || !names || match[1] === '图') return undefined;
  const agents = names.map((name) => personAgent(name, 'author'));
  const pictures = match[1].includes('图') ? names.map((name) => personAgent(name, 'photographer')) : [];
  return { agents: [...agents, ...pictures], rule: 'zh.byline.label', confidence: 0.88 };
};

function withLabel(rest: string, label: string): Agent[] {
  const value = cutAtLabel(rest);
  if (!value) return [];
  const printed = /记者|通讯员|撰稿|特派员|评论员|实习生/.test(label) ? label : undefined;
  const agents = parseByline(`作者：${value}`).map((agent) => ({
    ...agent,
    ...(printed && !agent.rolePrinted ? { rolePrinted: printed } : {}),
    ...(label.includes('通讯员') ? { role: 'correspondent' as const } : {}),
  }));
  const pictures = /图/.test(label)
    ? agents.filter((a) => a.kind === 'person').map((a) => ({ ...a, role: 'photographer' as const }))
    : [];
  return [...agents, ...pictures];
}

const BRACKETED = new RegExp(
  `[（(【\\[［〔]\\s{0,9}([^（()）】\\]]{0,20}?${ZH_ROLE}[^（()）】\\]。]{2,60}?)\\s{0,9}[）)】\\]］〕]`,
  'gu',
);

/** 新华社北京5月1日电（记者甲、乙）… at the start, （某报记者 丙） at the end. */
const bracketed: Rule = (line, place) => {
  if (place === 'body' && line.text.length > 80) return undefined;
  for (const text of [line.text, ...line.segments]) {
    const found = bracketIn(text, place);
    if (found) return found;
  }
  return undefined;
};

function bracketIn(text: string, place: Place): TextByline | undefined {
  for (const match of text.matchAll(BRACKETED)) {
    const at = match.index ?? 0;
    const agents = zhRoleAgents(match[1] ?? '');
    if (agents.length === 0) continue;
    const whole = match[0].length >= text.length - 2;
    const closing = at + match[0].length >= text.length - 3;
    if (place === 'head' && at <= 40 && !whole)
      return { agents, rule: 'zh.byline.dateline', confidence: 0.91 };
    if (whole || (place === 'tail' && closing))
      return { agents, rule: 'zh.byline.closing', confidence: 0.91 };
  }
  return undefined;
}

const ROLE_LINE = new RegExp(
  `^[□■●▲\\s]*[《“]?[^。！？，,：:]{0,16}?[》”]?\\s{0,9}${ZH_ROLE}\\s{0,9}[:：]?\\s{0,9}[\\p{Script=Han}·\\s、，,]{2,40}$`,
  'u',
);

/** 本报记者 甲 as a line of its own. */
const roleLine: Rule = (line, place) => {
  const limit = place === 'body' ? 24 : 60;
  if (line.text.length > limit || !ROLE_LINE.test(line.text) || /摄\s*[）)]?$/u.test(line.text))
    return undefined;
  return { agents: zhRoleAgents(line.text), rule: 'zh.byline.role', confidence: 0.85 };
};

const SLASH = /^(\p{Script=Han}{2,4})\s*[/／]\s*(\p{Script=Han}{2,10}(?:报|社|网|台|刊|新闻))$/u;

/** 甲/某青年报 under the headline. */
const slashed: Rule = (line, place) => {
  const match = place === 'head' ? SLASH.exec(line.text) : null;
  const name = match?.[1] ? zhName(match[1]) : undefined;
  return name && match?.[2]
    ? {
        agents: [personAgent(name, 'author', { affiliation: match[2] })],
        rule: 'zh.byline.slash',
        confidence: 0.85,
      }
    : undefined;
};

const BARE_BRACKET = /[（(［[]\s*(\p{Script=Han}[\p{Script=Han}·\s、]{1,20})\s*[）)］\]]\s*$/u;

/** …（甲） at the end of the last paragraph, and nothing but names within. */
const bareBracket: Rule = (line, place) => {
  if (place !== 'tail') return undefined;
  const match = BARE_BRACKET.exec(line.text);
  const names = match?.[1] ? zhNames(match[1]) : undefined;
  const before = squeeze(line.text.slice(0, match?.index ?? 0));
  if (before && !/[。！？”…」』.]$/u.test(before)) return undefined;
  return names?.every(isPlainZhName) && names.length <= 4
    ? { agents: names.map((name) => personAgent(name, 'author')), rule: 'zh.byline.bracket', confidence: 0.8 }
    : undefined;
};

const INFO_BRACKET =
  /\d{1,2}[:：]\d{2}(?::\d{2})?\s*[[［【（(]\s*(\p{Script=Han}\s?\p{Script=Han}{1,2})\s*[\]］】）)]/u;

/** 2004年7月16日08:19 [ 甲 ]: a name in brackets after the time, above the text. */
const afterTime: Rule = (line, place) => {
  const match = place === 'head' && line.text.length <= 120 ? INFO_BRACKET.exec(line.text) : null;
  const name = match?.[1] ? zhName(squeeze(match[1])) : undefined;
  return name
    ? { agents: [personAgent(name, 'author')], rule: 'zh.byline.after-time', confidence: 0.82 }
    : undefined;
};

const TIME_ENDS = /(?:\d{1,2}[:：]\d{2}(?::\d{2})?|\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?)$/u;

/** 2026-03-05 20:35 and then names in elements of their own, without a word that says so. */
const besideTime: Rule = (line, place) => {
  const [time, ...rest] = line.segments;
  if (place !== 'head' || line.text.length > 60 || !TIME_ENDS.test(time ?? '')) return undefined;
  const names = zhNames(rest.join(' '));
  return names?.every(isPlainZhName) && names.length <= 4
    ? {
        agents: names.map((name) => personAgent(name, 'author')),
        rule: 'zh.byline.beside-time',
        confidence: 0.75,
      }
    : undefined;
};

const SHARED = /^以下(?:文章|内容)(?:来源于|转载自)[^，,]{2,30}[，,]\s*作者\s*(.{2,30})$/u;

/** 以下文章来源于某某 ，作者甲: how WeChat names whom an account shares. */
const shared: Rule = (line) => {
  const match = SHARED.exec(line.text);
  return match?.[1]
    ? { agents: parseByline(`作者：${match[1]}`), rule: 'zh.byline.shared', confidence: 0.88 }
    : undefined;
};

/** A line under the headline that is a name and nothing else. */
const bareName: Rule = (line, place) => {
  if (place !== 'head' || line.text.length > 14) return undefined;
  const names = zhNames(line.text);
  return names?.every(isPlainZhName) && names.length <= 3
    ? { agents: names.map((name) => personAgent(name, 'author')), rule: 'zh.byline.name', confidence: 0.72 }
    : undefined;
};

const BODY = new RegExp(`^${BODY_LABEL}\\s{0,9}[:：]\\s{0,9}(.{0,40})$`, 'u');

/** 发文机关：某某人民政府, in one cell or in two. */
const issuingBody: Rule = (line, place, next) => {
  const match = place === 'head' ? BODY.exec(line.text) : null;
  if (!match) return undefined;
  const name = squeeze(match[1]) || squeeze(next?.text);
  if (name.length < 3 || name.length > 40 || /[:：。]/u.test(name)) return undefined;
  return {
    agents: [{ kind: 'organization', name, role: 'author' }],
    rule: 'zh.issuing-body',
    confidence: 0.85,
  };
};

const RULES: readonly Rule[] = [
  shared,
  labelled,
  spaced,
  bracketed,
  roleLine,
  slashed,
  afterTime,
  besideTime,
  issuingBody,
  bareBracket,
  bareName,
];
