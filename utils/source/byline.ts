import type { Agent, AgentRole } from '../model/source';
import { AUTHOR_LABEL, EDITOR_LABEL, SEPARATOR } from '../page/labels';
import {
  agentOf,
  isOrganization,
  isPersonName,
  personAgent,
  ZH_ROLE,
  zhName,
  zhNames,
  zhRole,
} from '../page/names';
import { HAN, isMostlyHan, squeeze } from '../page/text';

const LEAD =
  /^[\s|·•–—-]*(?:(?:(?:written|reported|story|words|text|article|posted|published|created|authored|contributed|submitted|interview|recommended|curated|compiled|presented)\s+by|by|from|von|par|por|di|de|door|av|af|tekst|text|texte|texto|testo|autorin\/autor|autor(?:in|es|a)?|auteurs?|autore|authors?|contributors?|автор(?:ы)?|текст|yazar|penulis|szerző|tác giả|kirjoittaja|toimittaja|redactor|a cura di|ein (?:interview|kommentar|gastbeitrag|beitrag|artikel|essay|bericht|portrait|porträt) von|(?:eine?|die) (?:analyse|kolumne|reportage|glosse|rezension) von)\b\s*[:：]?\s*)+/iu;
const CHECKED =
  /(?:medically |legally |expert |fact[- ]?)?(?:reviewed|checked|edited|verified|approved|updated|translated|illustrated|photographed)\s{0,9}(?:by)?\s{0,9}:?\s*$|^(?:medically |legally |expert |fact[- ]?)?(?:reviewed|checked|edited|updated|verified|approved|translated|illustrated|photos?|photographs?)\s+by\b|fact[- ]check|geprüft von|relu par|revisado por/iu;
const CHECKERS =
  /[\s|·•,;.]{0,40}\b(?:(?:medically |legally |expert )?reviewed|fact[- ]?checked|edited|updated|verified|translated|illustrated|photographs?|photos?)\s+by\b.*/iu;

/** Whether the words before a name say that this person checked, edited or illustrated what another wrote. */
export function isCheckedBy(
  line: { text: string } | undefined,
  before: { text: string } | undefined,
  name: string,
): boolean {
  if (CHECKED.test(name)) return true;
  const at = line?.text.indexOf(name) ?? -1;
  if (line && at > 0) return CHECKED.test(squeeze(line.text.slice(0, at)));
  return (
    before !== undefined &&
    before.text.length <= 40 &&
    CHECKED.test(before.text) &&
    !/^(?:last )?updated/i.test(before.text)
  );
}

const TAIL =
  /\s{0,9}(?:\||·|•|—|–|\s-\s)?\s{0,9}(?:\b(?:updated|published|posted|last|modified|on|at|in|for|minutes?|min read|read time|reading time|follow|view|contact|email|share|comments?|is a|is the|opens?|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|pubblicato|опубликовано|обновлено|special to)\b.*|\b\d{1,2}[.:/-]\d{1,2}.*|\d{1,2}\s{1,9}(?:min|views?).*|,?\s{0,9}\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.?\s{1,9}\d{1,2}.*|\b(?:19|20)\d{2}\b.*)/iu;
const BREAK =
  /\s{0,9}(?:;|,|、|，|\||·|•|⋅|●|∙|‧|\/|&|\+|\n|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bи\b|\bта\b|\boch\b|\bog\b|\bja\b|\ben\b|\bve\b|\bcon\b|\bwith\b|\bmit\b|\s[-–—]\s)\s*/iu;
const DEGREE =
  /^(?:ph\.?d\.?|m\.?d\.?|d\.?o\.?|r\.?d\.?n?\.?|r\.?n\.?|m\.?s\.?|m\.?a\.?|b\.?a\.?|m\.?b\.?a\.?|j\.?d\.?|esq\.?|cpa|dvm|mph|lcsw|cfp|dds|dmd|msc|bsc|facl?m|cscs|ldn|psy\.?d\.?|jr\.?|sr\.?|ii|iii|iv|e-ryt.*|dpa|afp|ap|reuters|kna|epd|apa|sid)$/iu;
const ROLE_TITLE =
  /\b(?:editor|reporter|correspondent|journalist|writer|columnist|contributor|producer|director|manager|officer|president|professor|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|journaliste|rédacteur|redactora?|periodista|giornalista|redaktor|specialist|analyst|founder|expert|chief|head of|senior|staff|freelance|author|fellow|strategist|consultant|news|sports?|politics|business|associated press|university)\b/iu;

/** The people that a byline names: lead words, dates, roles and degrees off; each part must read as a name. */
export function parseByline(text: string, options: { loose?: boolean; role?: AgentRole } = {}): Agent[] {
  const role = options.role ?? 'author';
  const line = squeeze(text);
  if (!line || line.length > 220) return [];
  if (HAN.test(line)) {
    const zh = zhByline(line, options.loose ?? false, role);
    if (zh.length > 0) return zh;
    if (isMostlyHan(line)) return isPersonName(line) ? [personAgent(line, role)] : [];
  }
  const bare = squeeze(line.replace(CHECKERS, '').replace(LEAD, '').replace(TAIL, ''));
  const agents: Agent[] = [];
  for (const part of bare.split(BREAK)) {
    const name = cleanName(part);
    if (!name || DEGREE.test(name)) continue;
    const accepted =
      isPersonName(name) && !ROLE_TITLE.test(name)
        ? name
        : options.loose && agents.length === 0 && isLooseName(name)
          ? name
          : undefined;
    // "Ada Marlowe, EXAMPLE RADIO": what follows in capitals is where she works.
    const shouted =
      agents.length > 0 && /^[\p{Lu}\s.&-]{4,}$/u.test(squeeze(part)) && !/^[\p{Lu}\s.'’-]{4,}$/u.test(bare);
    if (!accepted || shouted) {
      if (agents.length > 0) break;
      continue;
    }
    if (!agents.some((agent) => agent.name === accepted)) agents.push(agentOf(accepted, role));
  }
  return agents;
}

/** A name that no pattern knows: one word of any kind, or a few that all begin with capitals. */
function isLooseName(name: string): boolean {
  if (name.length > 40 || ROLE_TITLE.test(name) || /[:.!?]\s|\d{3,}/.test(name)) return false;
  const words = name.split(' ');
  return (
    words.length === 1 ||
    (words.length <= 4 &&
      words.every((word) => /^[\p{Lu}\d&]/u.test(word) || /^(?:of|the|and|for|de|la|von)$/u.test(word)))
  );
}

/** One name as printed, without honour words and marks; what stands in brackets stays where the `whole` name is wanted. */
function cleanName(part: string, whole = false): string {
  let name = squeeze(part)
    .replace(/^[\s"'“”„«»:：*_=–—\-.,]+|[\s"'“”„«»:：*_=–—\-,]{1,40}$/gu, '')
    .replace(LEAD, '')
    .replace(/\s{0,9}\((?:[^()]{0,40})\)\s*$/u, (brackets) =>
      !whole && /[a-z]/i.test(brackets) ? '' : brackets,
    )
    .replace(/\s{0,9}(?:기자|특파원|선임기자|記者)$/u, '');
  name = squeeze(
    name.replace(/^(?:dr|prof|mr|mrs|ms)\.?\s+(?=\p{Lu}\p{L}+\s+\p{Lu})/iu, (whole) =>
      /^(?:mr|mrs|ms)/i.test(whole) ? '' : whole,
    ),
  );
  if (/^\p{Lu}[\p{Lu}\s.'’-]{4,}$/u.test(name) && name.includes(' ')) return capitalise(name);
  return name;
}

/** "ADA MARLOWE" is how the page sets it, not how she is called. */
function capitalise(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[\s'’.-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

/**
 * The authors that structured data names: the value is a name already, so nothing is cut off; several names in one
 * value are parted only where each part reads as a name.
 */
export function structuredAuthors(
  text: string,
  role: AgentRole,
  kind?: 'person' | 'organization',
  lang = '',
): Agent[] {
  const list = squeeze(text)
    .split(/\s{0,9};\s*/)
    .filter(Boolean);
  if (list.length > 1) return list.flatMap((part) => structuredAuthors(part, role, kind, lang));
  const value = list[0] ?? '';
  if (!value || /^https?:|^www\.|^@|^\/|\S@\S{1,40}\.\S/i.test(value)) return [];
  if (/\bwww\.|\.(?:com|net|org|cn|de)\b/i.test(value) && kind !== 'organization') return [];
  if (HAN.test(value))
    return zhStructured(
      value,
      role,
      kind ?? (lang.startsWith('ja') && !isOrganization(value) ? 'person' : undefined),
    );
  const whole = cleanName(value.replace(LEAD, ''), true) || value;
  const parts = whole
    .split(BREAK)
    .map((part) => cleanName(part))
    .filter((part) => part !== '' && !DEGREE.test(part));
  const pair = parts.length === 2 && /^\p{Lu}\p{Ll}+ (?:and|&|und|et|y) \p{Lu}\p{Ll}+$/u.test(whole);
  if (pair || (parts.length > 1 && parts.every((part) => isPersonName(part) && !ROLE_TITLE.test(part))))
    return parts.map((part) => agentOf(part, role));
  const first = parts[0] ?? whole;
  if (
    parts.length > 1 &&
    kind !== 'organization' &&
    isPersonName(first) &&
    !ROLE_TITLE.test(first) &&
    /[,|–—]/.test(whole)
  )
    return parseByline(value, { role });
  if (kind === 'organization')
    return [
      isPersonName(whole) && !isOrganization(whole)
        ? personAgent(whole, role)
        : { kind: 'organization', name: whole, role },
    ];
  return [agentOf(parts.length === 1 ? first : whole, role)];
}

/** On Chinese pages the field for the author often holds the medium: a body counts only where it is declared one. */
function zhStructured(value: string, role: AgentRole, kind: 'person' | 'organization' | undefined): Agent[] {
  const found = zhByline(value, false, role);
  if (found.length > 0) return found;
  if (kind === 'organization') return [{ kind, name: value, role }];
  return isPersonName(value) || (kind === 'person' && value.length <= 12 && !isOrganization(value))
    ? [personAgent(value, role)]
    : [];
}

const ROLE_AT = new RegExp(`(${ZH_ROLE})\\s{0,9}[:：/／|丨]?\\s{0,9}`, 'gu');
const EMPLOYER =
  /((?:[\p{Script=Han}A-Za-z]{1,12})(?:报|社|网|台|刊|新闻|客户端|中心|传媒|融媒体?|频道|周刊|杂志|快报|观察|财经|时报))$/u;
const OWN = /^(?:本报|本网|本台|本刊|本社|特约|见习|首席)/u;
const LABEL_AT = new RegExp(`(?:^|[\\s|｜（(【\\[；;，,])(?:${AUTHOR_LABEL})${SEPARATOR}`, 'u');

/** Chinese names after their role words: 「新华社记者 甲、乙 通讯员 丙」 gives three agents with roles and employer. */
export function zhRoleAgents(text: string): Agent[] {
  const agents: Agent[] = [];
  const matches = [...text.matchAll(ROLE_AT)];
  matches.forEach((match, i) => {
    const at = match.index ?? 0;
    const end = matches[i + 1]?.index ?? text.length;
    const printed = match[1] ?? '';
    const role = zhRole(printed);
    if (role === 'editor') return;
    const before = text.slice(0, at);
    const employer = EMPLOYER.exec(before)?.[1];
    const affiliation =
      employer && !OWN.test(employer) ? employer.replace(/^(?:据|由|图为|文)/u, '') : undefined;
    for (const name of leadingNames(text.slice(at + match[0].length, end))) {
      if (agents.some((agent) => agent.name === name)) continue;
      agents.push(personAgent(name, role, { rolePrinted: printed, ...(affiliation ? { affiliation } : {}) }));
    }
  });
  return agents;
}

/** The names that open a text, up to the first token that is none. */
function leadingNames(text: string): string[] {
  const cut = text.split(/[）)】\]］〕。；;：:|｜!！?？\n]/u)[0] ?? '';
  const padded = cut.replace(
    /(^|[\s、，,/／])(\p{Script=Han})\s+(\p{Script=Han})(?=$|[\s、，,/／])/gu,
    '$1$2$3',
  );
  const names: string[] = [];
  for (const token of padded.split(/[\s、，,/／&]+/u).filter(Boolean)) {
    const name = zhName(token);
    if (!name) break;
    names.push(name);
  }
  return names.slice(0, 10);
}

function zhByline(line: string, loose: boolean, role: AgentRole): Agent[] {
  const labelled = LABEL_AT.exec(line);
  const text = labelled ? line.slice(labelled.index + labelled[0].length) : line;
  const withRoles = zhRoleAgents(text);
  if (withRoles.length > 0) return withRoles;
  const stopped = cutAtLabel(text);
  const names = zhNames(stopped);
  if (names) return names.map((name) => personAgent(name, role));
  const slash = /^(\p{Script=Han}{2,4})[/／](\p{Script=Han}{2,10}(?:报|社|网|台|刊|新闻))$/u.exec(stopped);
  const slashed = slash?.[1] ? zhName(slash[1]) : undefined;
  if (slashed && slash?.[2]) return [personAgent(slashed, role, { affiliation: slash[2] })];
  if ((labelled || loose) && stopped.length >= 2 && stopped.length <= 20) return penNames(stopped, role);
  return [];
}

/** After a label a pen name or a body may stand that no surname list knows. */
function penNames(text: string, role: AgentRole): Agent[] {
  // "周某 (Joe Example)" is one person.
  if (/^\p{Script=Han}{2,6}\s*[（(][A-Za-z .]{3,30}[)）]$/u.test(text)) return [agentOf(text, role)];
  return text
    .split(/\s{0,9}[、，,;；/／&]\s*|\s{1,}/u)
    .filter((part) => part.length >= 2 && part.length <= 14 && !/^\d|[:：。！？]/u.test(part))
    .slice(0, 8)
    .map((part) => agentOf(part, role));
}

const NEXT_LABEL = new RegExp(
  `\\s{0,9}(?:来源|來源|稿源|时间|日期|发布|更新|点击|浏览|阅读|评论|分享|字号|字体|编辑|责编|责任编辑|审核|校对|\\d{4}[-年/.]|\\d{1,9}(?:人|次)|${EDITOR_LABEL}${SEPARATOR})`,
  'u',
);

/** The value of a label: up to the next label, a lone closing bracket and end marks off. */
export function cutAtLabel(text: string): string {
  const line = text.lastIndexOf('\n') + 1;
  const label = text.slice(line).search(NEXT_LABEL);
  const value = squeeze(label < 0 ? text : text.slice(0, line + label)).replace(
    /[\s|｜，,。；;]{1,40}$/u,
    '',
  );
  return /[（([【]/u.test(value) ? value : value.replace(/[\s）)】\]]{1,40}$/u, '');
}
