import type { Agent, AgentRole } from '../model/source';
import { agencyNamed } from './agencies';
import { fold, HAN, squeeze } from './text';
import { isZhName, splitZhName } from './zh-surnames';

/** Words before or after a name that say what the person does; longest first. */
const ZH_ROLES: readonly (readonly [string, AgentRole])[] = [
  ['图片来源', 'photographer'],
  ['特约撰稿人', 'author'],
  ['特约评论员', 'author'],
  ['特约撰稿', 'author'],
  ['评论员', 'author'],
  ['撰稿人', 'author'],
  ['专栏作家', 'author'],
  ['责任编辑', 'editor'],
  ['通讯员', 'correspondent'],
  ['通訊員', 'correspondent'],
  ['特派員', 'correspondent'],
  ['特派员', 'correspondent'],
  ['摄影师', 'photographer'],
  ['实习生', 'author'],
  ['记者', 'author'],
  ['記者', 'author'],
  ['攝影', 'photographer'],
  ['編譯', 'translator'],
  ['撰文', 'author'],
  ['撰稿', 'author'],
  ['作者', 'author'],
  ['编译', 'translator'],
  ['翻译', 'translator'],
  ['译者', 'translator'],
  ['摄影', 'photographer'],
  ['整合', 'compiler'],
  ['整理', 'compiler'],
];

/** The prefixes that may stand before 记者 and its like and belong to the role as printed. */
const ZH_ROLE_PREFIX =
  '(?:全媒体|融媒体|首席|见习|实习|特约|特派|图片|摄影|文字|视频|驻站|高级|资深|本报|本网|本台|本刊|本社){0,9}';
const ZH_ROLE_WORDS = ZH_ROLES.map(([word]) => word).join('|');
export const ZH_ROLE = `${ZH_ROLE_PREFIX}(?:${ZH_ROLE_WORDS})`;

/** Our role for a printed Chinese role word; 图片记者 is a photographer, 记者 an author. */
export function zhRole(printed: string): AgentRole {
  if (/图片|摄影|攝影/.test(printed)) return 'photographer';
  return ZH_ROLES.find(([word]) => printed.includes(word))?.[1] ?? 'author';
}

/** A Han personal name, also a minority name with `·`; blanks that pad two-character names are taken out. */
export function zhName(text: string): string | undefined {
  const bare = text
    .replace(/^[\s,，、;；:：]+|[\s,，、;；。.]{1,40}$/g, '')
    .replace(/^(\p{Script=Han})\s+(\p{Script=Han})$/u, '$1$2');
  if (isZhName(bare)) return bare;
  if (/^\p{Script=Han}{1,8}(?:[·•・]\p{Script=Han}{1,12})+$/u.test(bare)) return bare;
  return undefined;
}

/** Splits 甲、乙 丙/丁 into names; nothing unless every part is one. */
export function zhNames(text: string): string[] | undefined {
  const whole = zhName(text);
  if (whole) return [whole];
  const padded = squeeze(text).replace(
    /(^|[\s、，,;；/／])(\p{Script=Han})\s(\p{Script=Han})(?=$|[\s、，,;；/／])/gu,
    '$1$2$3',
  );
  const parts = padded.split(/\s{0,9}[、，,;；/／&]\s*|\s+/).filter(Boolean);
  if (parts.length < 1 || parts.length > 12) return undefined;
  const names: string[] = [];
  for (const part of parts) {
    const name = zhName(part);
    if (!name) return undefined;
    names.push(name);
  }
  return names;
}

const PARTICLES =
  /^(?:von|van|vom|zu|zur|zum|de|der|den|del|della|di|da|dos|das|do|du|le|la|les|el|al|bin|binti|ibn|ben|ter|ten|af|av|y|e|d'|o')$/iu;
const NAME_WORD =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|\p{Lu}\.|(?:d|l|o|al|el)['’-]\p{Lu}[\p{L}\p{M}'’-]*|\p{Lu}['’]\p{Lu}[\p{L}\p{M}]*)$/u;
const NOT_NAME_WORDS =
  /\b(?:the|and|with|from|about|this|photo|image|picture|news|staff|editor(?:s|ial)?|team|desk|agency|press|magazine|times|post|daily|online|redaktion|redaction|copyright|licen[sc]ed?|more|read|click|share|updated?|published|posted|edited|minutes?|views?|comments?|home|about|contact|privacy|policy|terms|newsletter|subscribe|follow|sign|login|search|advert\w*|sponsored|january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|guest|contributor|author|admin|courtesy|file|archive|uncredited|getty|images?|reuters|street|avenue|university|institute|department|ministry|company|group|official|store|shop|blog|inc|ltd|llc|gmbh)\b/i;

/** Whether a text reads as a personal name in a script with capitals, or in one without. */
export function isPersonName(text: string): boolean {
  const name = squeeze(text);
  if (name.length < 3 || name.length > 60) return Boolean(zhName(name));
  if (/[@/\\|<>{}[\]_=+*#%^~"“”?!:;\d]/.test(name)) return false;
  if (HAN.test(name)) return Boolean(zhName(name)) || isJapaneseName(name);
  if (/\p{Script=Hangul}/u.test(name)) return /^\p{Script=Hangul}{2,5}$/u.test(name.replace(/\s/g, ''));
  if (!/\p{Lu}/u.test(name))
    return !/[a-z]/.test(name) && /^\p{L}[\p{L}\p{M}'’.-]+(?: \p{L}[\p{L}\p{M}'’.-]*){1,4}$/u.test(name);
  if (NOT_NAME_WORDS.test(name)) return false;
  const words = name.split(' ');
  if (words.length > 6) return false;
  const strong = words.filter((word) => NAME_WORD.test(word));
  return (
    strong.length >= 2 &&
    words.every((word) => NAME_WORD.test(word) || PARTICLES.test(word) || /^(?:Jr|Sr)\.?,?$/.test(word))
  );
}

function isJapaneseName(text: string): boolean {
  return (
    /^[\p{Script=Han}々ヶ]{1,4}[\s　]?[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}々]{1,5}$/u.test(
      text,
    ) && /[\p{Script=Hiragana}\p{Script=Katakana}\s　]/u.test(text)
  );
}

/** A person as an Agent: Chinese names split by the surname list, Western ones by the last word and its particles. */
export function personAgent(name: string, role: AgentRole, more: Partial<Agent> = {}): Agent {
  return { kind: 'person', name, ...nameParts(name), role, ...more };
}

function nameParts(name: string): { family?: string; given?: string } {
  const zh = splitZhName(name);
  if (zh) return zh;
  if (HAN.test(name) || !/^[\p{Script=Latin}\p{M}\s.'’-]+$/u.test(name)) return {};
  const words = name.split(' ');
  if (words.length < 2) return {};
  let cut = words.length - 1;
  if (/^(?:Jr|Sr|II|III|IV)\.?$/.test(words[cut] ?? '') && cut > 1) cut -= 1;
  while (cut > 1 && PARTICLES.test(words[cut - 1] ?? '') && /^\p{Ll}/u.test(words[cut - 1] ?? '')) cut -= 1;
  return { family: words.slice(cut).join(' '), given: words.slice(0, cut).join(' ') };
}

/** A name of unknown kind: a known agency or a body by its words, else a person. */
export function agentOf(name: string, role: AgentRole, more: Partial<Agent> = {}): Agent {
  const agency = agencyNamed(name);
  if (agency) return { kind: 'organization', name, role: role === 'photographer' ? 'agency' : role, ...more };
  if (isOrganization(name)) return { kind: 'organization', name, role, ...more };
  return personAgent(name, role, more);
}

const ORG_WORDS =
  /\b(?:inc|ltd|llc|gmbh|ag|spa|s\.a|corp|company|university|institute?|college|school|ministry|department|office|agency|press|news|times|post|magazine|zeitung|tagblatt|tageblatt|anzeiger|nachrichten|rundschau|journal|gazette|herald|tribune|rundfunk|radio|tv|redaktion|redazione|redacci[oó]n|redaction|rédaction|editorial|team|staff|desk|media|group|foundation|association|society|museum|council|committee|government|police|library|archives?|studio|productions?|services?|solutions|center|centre|network|official|store|shop|blog|images?|photos?)\b|(?:报|网|社|台|局|厅|院|会|中心|公司|集团|大学|学院|编辑部|出版社|委员会|办公室|频道|公众号|研究所|研究院|新闻|传媒|日报|晚报|周刊|杂志)$/iu;

/** Whether a name is a body's by its words. */
export function isOrganization(name: string): boolean {
  return ORG_WORDS.test(name);
}

/** Whether two names are the same person's or body's. */
export function sameName(a: string, b: string): boolean {
  return fold(a) === fold(b);
}
