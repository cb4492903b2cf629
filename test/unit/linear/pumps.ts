import { type AST, RegExpParser } from '@eslint-community/regexpp';

/**
 * Texts that make a regular expression work hard, found from its syntax: for each repetition without a bound, a run of
 * what it repeats after what must stand before it, and a run of both together (so that an attempt begins at each), each with
 * an end that does not fit. Where a text fits, nothing is tried twice, so these are the worst that the syntax tells of.
 */
export function pumpsOf(source: string, flags: string): string[] {
  const { pattern } = parse(source, flags);
  const sample = sampler(flags);
  return [
    ...new Set(
      repetitions(pattern).flatMap((repetition) => {
        const unit = sample(repetition.element);
        const lead = before(repetition, sample);
        return unit === '' ? [] : [`${lead}\0${unit}`, `\0${lead}${unit}`, `\0${lead}`];
      }),
    ),
  ].filter((pump) => !pump.endsWith('\0'));
}

/** A pump (what stands once, NUL, what is repeated) as a text of about so many characters. */
export function pumped(pump: string, length: number): string {
  const [lead = '', unit = ''] = pump.split('\0');
  return `${lead}${unit.repeat(Math.ceil(length / unit.length))}\n\u0001`;
}

function parse(source: string, flags: string): { pattern: AST.Pattern } {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  return { pattern };
}

/** The repetitions without an end, or with one so far away that it is none. */
function repetitions(node: AST.Node): AST.Quantifier[] {
  const own = node.type === 'Quantifier' && node.max > 100 ? [node] : [];
  return [...own, ...childrenOf(node).flatMap(repetitions)];
}

function childrenOf(node: AST.Node): AST.Node[] {
  if (node.type === 'CharacterClass') return [];
  if ('alternatives' in node) return node.alternatives as AST.Node[];
  if (node.type === 'Alternative') return node.elements;
  return node.type === 'Quantifier' ? [node.element] : [];
}

/** The shortest text that leads to a repetition from the start of the pattern. */
function before(node: AST.Node, sample: (node: AST.Node) => string): string {
  const parent = node.parent;
  if (!parent) return '';
  if (parent.type !== 'Alternative') return before(parent, sample);
  const index = parent.elements.indexOf(node as AST.Element);
  return before(parent, sample) + parent.elements.slice(0, index).map(sample).join('');
}

function sampler(flags: string): (node: AST.Node) => string {
  const sample = (node: AST.Node): string => {
    if (node.type === 'Character') return String.fromCodePoint(node.value);
    if (node.type === 'Quantifier') return sample(node.element).repeat(Math.min(node.min, 20));
    if (node.type === 'Alternative') return node.elements.map(sample).join('');
    if (node.type === 'Group' || node.type === 'CapturingGroup')
      return sample(node.alternatives[0] as AST.Node);
    if (node.type === 'CharacterClass' || node.type === 'CharacterSet') return member(node.raw, flags);
    return ''; // Assertions and back references stand for nothing.
  };
  return sample;
}

const candidates = [
  ...'a A0 1\t字日é.-,:;/"\'()[]{}<>|·，。、：（）#@$%_=+*&!?\\~^`\n“”《》「」ПαあŁ한٣—–…©',
];

function member(raw: string, flags: string): string {
  const one = new RegExp(`^${raw}$`, flags.replace(/[gym]/g, ''));
  return candidates.find((letter) => one.test(letter)) ?? '';
}
