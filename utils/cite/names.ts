import type { Agent } from '../model/source';
import type { CslName } from './csl-types';

const HAN = /\p{Script=Han}/u;
const ONLY_HAN = /^[\p{Script=Han}·•・\u3007]+$/u;
const ONLY_LATIN = /^[\p{Script=Latin}\p{Mark}\s.'’‘\-‐,]+$/u;
/** Words that belong to the family name that follows them. */
const PARTICLES = new Set(
  'von van der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zum zur af av'.split(
    ' ',
  ),
);
const SUFFIXES = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/**
 * Turns an agent into a CSL name. Institutions and names in mixed or unknown scripts stay whole
 * (`literal`); Chinese names are split only when the record knows the split (rights.md 2, Agent).
 */
export function toCslName(agent: Agent): CslName {
  const printed = agent.name.trim();
  if (agent.kind === 'organization') return { literal: printed };
  if (agent.family) return { family: agent.family, ...(agent.given ? { given: agent.given } : {}) };
  return ONLY_LATIN.test(printed) ? splitLatinName(printed) : { literal: printed };
}

/** `Ludwig van der Berg Jr.` → family `van der Berg`, given `Ludwig`, suffix `Jr.`. One word stays whole. */
export function splitLatinName(printed: string): CslName {
  const [beforeComma = '', afterComma = '', ...rest] = printed.split(',').map((part) => part.trim());
  if (rest.length > 0) return { literal: printed };
  if (afterComma && SUFFIXES.test(afterComma)) return { ...splitLatinName(beforeComma), suffix: afterComma };
  if (afterComma) return { family: beforeComma, given: afterComma };
  const words = beforeComma.split(/\s+/).filter(Boolean);
  const suffix = words.length > 2 && SUFFIXES.test(words.at(-1) ?? '') ? words.pop() : undefined;
  if (words.length < 2) return { literal: printed };
  let start = words.length - 1;
  while (start > 1 && PARTICLES.has((words[start - 1] ?? '').toLowerCase())) start -= 1;
  return {
    family: words.slice(start).join(' '),
    given: words.slice(0, start).join(' '),
    ...(suffix ? { suffix } : {}),
  };
}

/** True when family and given are written without a space and in that order: 陈立平. */
export function isHanName(name: CslName): boolean {
  return ONLY_HAN.test(`${name.family ?? ''}${name.given ?? ''}${name.literal ?? ''}`);
}

/** True when there is any Chinese character: decides between `等` and `et al.`. */
export function hasHan(text: string): boolean {
  return HAN.test(text);
}

/** The name in reading order: `Ada Marlowe`, `陈立平`. */
export function fullName(name: CslName): string {
  if (name.literal !== undefined) return name.literal;
  if (isHanName(name)) return `${name.family ?? ''}${name.given ?? ''}`;
  return [name.given, familyName(name), name.suffix].filter(Boolean).join(' ');
}

/** The family name with its particle: `van der Berg`. */
export function familyName(name: CslName): string {
  return [name['non-dropping-particle'], name.family].filter(Boolean).join(' ');
}

/** The name as a list is sorted: `Marlowe, Ada`; Chinese names and institutions whole. */
export function sortName(name: CslName): string {
  if (name.literal !== undefined || isHanName(name)) return fullName(name);
  return [familyName(name), name.given, name.suffix].filter(Boolean).join(', ');
}

/**
 * Initials of given names. `mark` follows each letter (`.` or nothing). A part after a hyphen counts only
 * when it is capitalised (`Jean-Paul` → `J.-P.`, `Min-jun` → `M.`), unless `everyPart` asks for each
 * (GB/T 7714: `Min-jun` → `M J`).
 */
export function initials(given: string, style: { mark: string; everyPart: boolean }): string {
  return given
    .split(/[\s.]+/)
    .filter(Boolean)
    .map((word) => {
      const parts = word.split(/[-‐]/).filter((part, index) => {
        if (part === '') return false;
        return index === 0 || style.everyPart || /^\p{Lu}/u.test(part);
      });
      const letters = parts.map((part) => `${(Array.from(part)[0] ?? '').toUpperCase()}${style.mark}`);
      return letters.join(style.everyPart ? ' ' : '-');
    })
    .join(' ');
}
