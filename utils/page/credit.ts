import type { Agent } from '../model/source';
import { agencyNamed, mayNameAgency } from './agencies';
import { agentOf, isPersonName, personAgent, sameName, ZH_ROLE, zhNames } from './names';
import { HAN, squeeze } from './text';

/** A caption taken apart: what it says, the credit as printed, and who the credit names. */
export interface SplitCaption {
  caption?: string;
  credit?: string;
  creators: Agent[];
  agency?: Agent;
  /** The rule that found the credit. */
  rule?: string;
}

const ZH_TAKEN = /^(.*?)\s{0,9}[/／|]?\s{0,9}(?:拍摄|摄影|摄|攝|撮影)\s{0,9}[）)】\]。.]{0,9}$/u;
const ZH_ROLE_AT = new RegExp(`${ZH_ROLE}\\s{0,9}[:：/／|]?\\s{0,9}`, 'gu');
const ZH_BODY_END =
  /((?:[\p{Script=Han}A-Za-z]{1,12})(?:报|社|网|台|刊|新闻|客户端|中心|传媒|融媒体?|频道|周刊|日报社|摄影队|摄影部|协会|公司|大学|学院))$/u;
const ZH_LABELLED =
  /(?:^|[\s。！？…；，,.!?;（(【[|｜])((?:图片来源|图片提供|图片作者|图片由|图源|图据|图自|图片|图|供图|摄影|摄影师|摄影记者|制图|配图|摄|照片|资料图片?来源|视频截图来源|写真提供|写真|撮影|사진(?:\s*(?:출처|제공))?|사진)\s*[:：/／|丨=＝©]\s{0,9}([^。；;（）()]{2,40}?))\s{0,9}[）)】\]。.]{0,9}$/u;
const ZH_GIVEN =
  /(?:^|[\s。！？…；，,.!?;（(【[|｜])(([^\s。！？…；，,.!?;（(【[]{2,20}?)\s*(?:供图|提供|[/／]图|制图|发|图))\s{0,9}[）)】\]。.]{0,9}$/u;
const ZH_STOCK =
  /(?:资料图片?|资料照片|图片来自(?:网络|互联网)|图片源于网络|网络图片|视频截图|档案照片|配图)$/u;

const LABEL_WORDS =
  "image credits?|photo credits?|picture credits?|photo courtesy(?: of)?|photos?|photographs?|photographer|pictures?|images?|credits?|crédits?(?: photos?)?|illustrations?|illus\\.?|graphic|graphics?|grafik|grafika|graphique|infographie|montage|fotomontage|cover image|header image|fotos?|fotó|fotografie|fotografía|fotograf(?:in|ka|ie)?|fotograaf|fotografo|fotoğraf|bilder?|bildquelle|bildrechte|bildnachweis|symbolbild|beeld|foto's|quelle|source|fuente|fonte|kuva|kuvat|zdroj|zdjęcie|fot\\.?|valokuva|nuotr\\.?|фото|источник|фотография|світлина|джерело|снимка|ảnh|hình|gambar|isithombe|picha|photo d'archives?|تصوير|عدسة|صور|(?:ال)?صورة|عکس|צילום|צילומים";
const LABELLED = new RegExp(
  `(?:^|[\\s(（\\[|,.;:–—-])((?:${LABEL_WORDS})\\s{0,9}(?:[:：©=|]|\\b(?:by|von|par|de|di|por|courtesy of|av|af|door)\\b)\\s{0,9}(?:©\\s{0,9})?(.{2,120}?))\\s{0,9}[)\\]）]?\\.?$`,
  'iu',
);
const COPYRIGHT_MARK =
  /(?:^|[\s(（[|,.;–—-]|(?=[（(][cｃＣC][)）]))((?:©|[(（][cｃＣ][)）]|copyright)\s{0,9}(?:\d{4}(?:[-–]\d{2,4})?\s{0,9})?(?:by\s{1,9})?(.{2,90}?))\s{0,9}[)\]）]?\.?$/iu;
const COURTESY =
  /(?:^|[\s(（[|,.;–—-])((?:courtesy(?: of)?|handout(?: from| by| via)?|supplied by|provided by|mit freundlicher genehmigung von|avec l'aimable autorisation de|cortesía de)\s{0,9}[:：]?\s{0,9}(.{2,90}?))\s{0,9}[)\]）]?\.?$/iu;
const IN_PARENS = /[(（[【]\s{0,9}([^()（）[\]【】]{2,110})\s*[)）\]】]\s{0,9}\.?\s*$/u;

/** Splits a credit into its names at the marks that credits use between person and agency. */
const NAME_BREAK =
  /\s{0,9}(?:[/／|｜;；,，、•+&]|\bvia\b|\bfor\b|\bfür\b|\bund\b|\band\b|\bet\b|\s[-–—:]\s|[()（）[\]]|©)\s*/iu;
const LEADING_LABEL = new RegExp(
  `^(?:(?:${LABEL_WORDS})\\s{0,9}(?:[:：©=|]|\\b(?:by|von|par|courtesy of)\\b)\\s{0,9}|(?:by|von|par|courtesy of|courtesy|handout via|handout)\\s{1,9}|(?:©|\\(c\\)|copyright)\\s{0,9}(?:\\d{4}\\s{0,9})?)`,
  'iu',
);
const RESERVED =
  /^(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)[\s.,:–-]*|[\s.,–-]{0,40}(?:all rights reserved|alle rechte vorbehalten|tous droits réservés)\.?$/iu;
const NO_NAME =
  /^(?:file|file (?:photo|picture|image)|archive?|archiv(?:bild|foto)|symbol(?:bild|foto)|pool|pool photo|handout|uncredited|str|stringer|stf|dr|d\.?r\.?|by|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|©|illustration|photo|foto|bild|image|picture|screenshot|repro(?:duktion)?|montage|collage|ai|undatiert|\d+|网络|互联网|资料图片?|图片|配图|本人|受访者|受访者供图|作者|网友|官方|官网|截图|视频截图)$/iu;

/**
 * Splits the text of a caption into the caption and the credit at its end, and names the people and agencies of the
 * credit. Patterns of rights.md 1.7; a bare name counts only with a role word, a label, an agency or in parentheses.
 * `lang` is not needed for Chinese and Japanese, which are seen by their script.
 */
export function splitCaption(text: string, lang?: string): SplitCaption {
  const line = squeeze(text);
  if (!line) return { creators: [] };
  if (HAN.test(line) || (lang ?? '').startsWith('zh')) {
    const found = zhCredit(line);
    if (found) return found;
  }
  return westernCredit(line) ?? { caption: line, creators: [] };
}

const JA_AGENCY = /[＝=]\s{0,9}([^＝=。、（）()]{2,20}?)(?:撮影|提供)?\s*$/u;

function zhCredit(line: string): SplitCaption | undefined {
  const japanese = JA_AGENCY.exec(line);
  if (japanese?.[1]) {
    const name = japanese[1].normalize('NFKC');
    return cut(line, japanese[1], [bodyAgent(name)], 'ja.photo.equals');
  }
  const taken = zhTaken(line);
  if (taken) return taken;
  const labelled = ZH_LABELLED.exec(line);
  if (labelled?.[1] && labelled[2])
    return cut(line, labelled[1], creditAgents(labelled[2]), 'zh.photo.label');
  const given = ZH_GIVEN.exec(line);
  if (given?.[1] && given[2]) {
    const agents = creditAgents(given[2]);
    const known = agents.every((agent) => agencyNamed(agent.name));
    if (agents.length > 0 && (/(?:供图|[/／]图|制图|提供)$/u.test(given[1]) || known)) {
      return cut(line, given[1], agents, 'zh.photo.given');
    }
  }
  const stock = ZH_STOCK.exec(line);
  return stock ? cut(line, stock[0], [], 'zh.photo.stock') : undefined;
}

/** 「某报记者 甲、乙 摄」: names stand before 摄; before them a role, before that the employer, if it is printed. */
function zhTaken(line: string): SplitCaption | undefined {
  const body = ZH_TAKEN.exec(line)?.[1];
  if (!body) return undefined;
  const last = [...body.matchAll(ZH_ROLE_AT)].at(-1);
  const names = last ? zhNames(body.slice((last.index ?? 0) + last[0].length)) : undefined;
  if (last && names) {
    const before = body.slice(0, last.index);
    const role = squeeze(last[0]).replace(/\s{0,9}[:：/／|]$/u, '');
    const employer = ZH_BODY_END.exec(before)?.[1];
    const agents = names.map((name) =>
      personAgent(name, 'photographer', {
        rolePrinted: role,
        ...(employer ? { affiliation: employer } : {}),
      }),
    );
    return cut(line, line.slice(before.length - (employer?.length ?? 0)), agents, 'zh.photo.she');
  }
  return zhTakenBare(line, body);
}

/** Without a role the names must be parted from the caption by a blank or a mark. */
function zhTakenBare(line: string, body: string): SplitCaption | undefined {
  const listed =
    /(?:^|[\s。！？…；，,.!?;:：（(【[|｜▲△/／])((?:\p{Script=Han}\s\p{Script=Han}|[\p{Script=Han}·]{2,10})(?:\s{0,9}[、，,/／\s]\s*[\p{Script=Han}·]{2,5}){0,4})$/u.exec(
      body,
    );
  if (!listed?.[1]) return undefined;
  const tokens = listed[1].split(/\s*[、，,/／\s]\s*/u);
  const whole = zhNames(listed[1]);
  let from = listed.index + listed[0].length - listed[1].length;
  let names = whole;
  if (!names) {
    const last = zhNames(tokens[tokens.length - 1] ?? '');
    if (!last) return undefined;
    from = body.length - (tokens[tokens.length - 1] ?? '').length;
    names = last;
  }
  const employer = ZH_BODY_END.exec(squeeze(body.slice(0, from)))?.[1];
  const start = employer ? body.lastIndexOf(employer, from) : from;
  const agents = names.map((name) =>
    personAgent(name, 'photographer', employer ? { affiliation: employer } : {}),
  );
  return cut(line, line.slice(start), agents, 'zh.photo.she');
}

function westernCredit(line: string): SplitCaption | undefined {
  const parens = IN_PARENS.exec(line);
  if (parens?.[1] && parens.index > 0) {
    const inside = parens[1];
    const agents = creditAgents(inside);
    if (LEADING_LABEL.test(inside) || isCredit(inside, agents)) {
      if (agents.length > 0) return cut(line, inside, agents, 'caption.parentheses', parens.index);
    }
    // In a caption a whole name in brackets at the end is the photographer's.
    if (
      /(?:^|[.!?…»”"])\s*$/u.test(line.slice(0, parens.index)) &&
      agents.length > 0 &&
      agents.length <= 2 &&
      agents.every((a) => a.kind === 'person') &&
      isPersonName(bare(inside.split(NAME_BREAK)[0] ?? ''))
    ) {
      return cut(line, inside, agents, 'caption.name', parens.index);
    }
  }
  for (const [pattern, rule] of [
    [LABELLED, 'caption.label'],
    [COPYRIGHT_MARK, 'caption.copyright'],
    [COURTESY, 'caption.courtesy'],
  ] as const) {
    const match = mayFit(pattern, line) ? pattern.exec(line) : undefined;
    if (!match?.[1] || !match[2]) continue;
    const agents = creditAgents(match[2]);
    if (agents.length > 0 && !/[.!?]\s+\p{Lu}\p{Ll}+ \p{Ll}/u.test(match[2]))
      return cut(line, match[1], agents, rule);
  }
  return trailingCredit(line);
}

/** A label stands before a mark or a small word. Asked first: the pattern with all labels is slow to compile. */
function mayFit(pattern: RegExp, line: string): boolean {
  return pattern !== LABELLED || /[:：©=|]|\b(?:by|von|par|de|di|por|courtesy of|av|af|door)\b/i.test(line);
}

/** "…at the summit. Ada Marlowe/AFP" and "… | Ada Marlowe / dpa": the tail counts where it names an agency. */
function trailingCredit(line: string): SplitCaption | undefined {
  if (/\p{Script=Hiragana}/u.test(line) && line.length > 20) return undefined;
  const tail = /(?:^|[.!?…»"”')\]]\s+|\s([/|–—])\s)([^.!?|]{2,90}?)\.?$/u.exec(line);
  const text = tail?.[2];
  // Without a slash or an agency it is none, and most lines have neither.
  if (!text || !(/[/|]/.test(line) || mayNameAgency(text))) return undefined;
  const agents = creditAgents(text);
  // "… in the old town / Ada Marlowe": after a slash a whole name is enough.
  const named = /[/|]/.test(tail?.[1] ?? '') && agents.length === 1 && isPersonName(text);
  return named || isCredit(text, agents) ? cut(line, text, agents, 'caption.agency') : undefined;
}

/** Whether a bare text is a credit: all of it names, and one of them an agency or parted by a slash. */
function isCredit(text: string, agents: Agent[]): boolean {
  const parts = text
    .split(NAME_BREAK)
    .map(bare)
    .filter((p) => p && !NO_NAME.test(p));
  if (agents.length === 0 || agents.length < parts.length) return false;
  const plausible = agents.every((a) => a.kind === 'organization' || isPersonName(a.name));
  return agents.some((a) => agencyNamed(a.name)) || (/[/|]/.test(text) && agents.length > 1 && plausible);
}

function bare(part: string): string {
  let text = squeeze(part).replace(/^[\s"'“”„«»:：*_=–—-]+|[\s"'“”„«»:：*_=–—]{1,40}$/gu, '');
  for (let i = 0; i < 3; i += 1) text = squeeze(text.replace(LEADING_LABEL, '').replace(RESERVED, ''));
  return squeeze(text.replace(/\s{0,9}(?:기자|摄|撮影|摄影|nuotr\.?)$/u, ''));
}

/** The people and agencies that the text of a credit names, in order; photographers first become `photographer`. */
export function creditAgents(text: string): Agent[] {
  const agents: Agent[] = [];
  const clean = text.replace(/\S{1,40}@\S{1,40}\.\S+/g, ' ').replace(/https?:\/\/\S+/g, ' ');
  const zh = zhNames(clean);
  if (zh) return zh.map((name) => personAgent(name, 'photographer'));
  const whole = agencyNamed(bare(clean));
  if (whole) return [agentOf(bare(clean), 'photographer')];
  for (const part of clean.split(NAME_BREAK)) {
    const name = bare(part);
    if (name.length < 2 || name.length > 60 || NO_NAME.test(name) || /^[\d\s.:/-]+$/.test(name)) continue;
    if (agents.some((agent) => sameName(agent.name, name))) continue;
    agents.push(
      agencyNamed(name) || !isPersonName(name) ? bodyAgent(name) : personAgent(name, 'photographer'),
    );
  }
  return agents;
}

function bodyAgent(name: string): Agent {
  const agent = agentOf(name, 'photographer');
  return agencyNamed(name) ? { ...agent, role: 'agency' } : agent;
}

function cut(
  line: string,
  credit: string,
  agents: Agent[],
  rule: string,
  at = line.lastIndexOf(credit),
): SplitCaption {
  const caption = squeeze(
    line
      .slice(0, at)
      .replace(/[\s(（[【|｜，,；;＝=–—-]{1,40}$/u, '')
      .replace(/^[▲△↑]\s*/u, ''),
  );
  const agency = agents.find((agent) => agencyNamed(agent.name));
  // A second agency ("AFP via Getty Images") stays among the creators, with the role of an agency.
  const creators = agents.filter((agent) => agent !== agency);
  return {
    ...(caption ? { caption } : {}),
    credit: squeeze(credit),
    creators,
    ...(agency ? { agency: { ...agency, role: 'agency' as const } } : {}),
    rule,
  };
}
