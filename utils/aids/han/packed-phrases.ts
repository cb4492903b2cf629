/**
 * A dictionary of phrases of OpenCC in less than half the room. Entries are sorted; each begins with a capital that says how
 * much of the phrase before it begins alike (A: nothing), then what follows, then a digit and a character for each place
 * where the other script is not what the characters alone would give. What does not fit stands after a `|` as it was.
 */
export function packPhrases(words: string, characters: string): string {
  const single = new Map(entriesOf(characters));
  const plain: string[] = [];
  const packed: string[] = [];
  let before = '';
  for (const [from, to] of entriesOf(words).toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const [left, right] = [[...from], [...to]];
    if (left.length !== right.length || left.length > 10 || /[A-Z\d|]/.test(from + to)) {
      plain.push(`${from} ${to}`);
      continue;
    }
    let alike = 0;
    while (alike < before.length && before[alike] === from[alike]) alike += 1;
    const changes = left.map((letter, at) =>
      right[at] === (single.get(letter) ?? letter) ? '' : `${at}${right[at]}`,
    );
    packed.push(String.fromCharCode(65 + alike), from.slice(alike), ...changes);
    before = from;
  }
  return [packed.join(''), ...plain].join('|');
}

/** The dictionary again, from what `packPhrases` gave and the same characters. */
export function unpackPhrases(text: string, characters: string): string {
  const single = new Map(entriesOf(characters));
  const [packed = '', ...plain] = text.split('|');
  let before = '';
  for (const [, alike = '', rest = '', changes = ''] of packed.matchAll(
    /([A-Z])([^A-Z\d]*)((?:\d[^A-Z\d])*)/gu,
  )) {
    before = before.slice(0, alike.charCodeAt(0) - 65) + rest;
    const right = [...before].map((letter) => single.get(letter) ?? letter);
    for (const [, at, letter = ''] of changes.matchAll(/(\d)([^\d])/gu)) right[Number(at)] = letter;
    plain.push(`${before} ${right.join('')}`);
  }
  return plain.join('|');
}

function entriesOf(words: string): [string, string][] {
  return words.split('|').map((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return [from, to];
  });
}
