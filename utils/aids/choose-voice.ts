/** What is needed of a `SpeechSynthesisVoice`. */
export interface Voice {
  name: string;
  lang: string;
  localService: boolean;
  default: boolean;
  voiceURI: string;
}

/** Other names of a language among voices: Cantonese voices call themselves `zh-HK`, Norwegian ones `nb`. */
const kin: Readonly<Record<string, readonly string[]>> = {
  yue: ['zh-hk'],
  no: ['nb'],
  nb: ['no'],
  iw: ['he'],
};
/** Where the article says only "Chinese" and the like. */
const usual: Readonly<Record<string, string>> = { zh: 'zh-cn', en: 'en-us', pt: 'pt-br', es: 'es-es' };

/**
 * The voice for a language: the one that the person chose for it, else of the same region, else of the language. A
 * voice of this machine goes before one that sends the text away. Undefined where no voice speaks the language.
 * @param chosen the person's choice, `voiceURI` by language without region.
 */
export function chooseVoice<V extends Voice>(
  voices: readonly V[],
  language: string,
  chosen: Readonly<Record<string, string>> = {},
): V | undefined {
  const wanted = normal(language);
  const base = wanted.split('-')[0] ?? '';
  const fitting = voicesFor(voices, language);
  const own = fitting.find((voice) => voice.voiceURI === chosen[base]);
  if (own) return own;
  const region = scriptRegion(wanted) ?? (wanted === base ? usual[base] : wanted);
  const rank = (voice: V): number =>
    (normal(voice.lang) === region ? 4 : 0) + (voice.localService ? 2 : 0) + (voice.default ? 1 : 0);
  return fitting.toSorted((one, other) => rank(other) - rank(one))[0];
}

/** The voices that speak a language, of whatever region. */
export function voicesFor<V extends Voice>(voices: readonly V[], language: string): V[] {
  const base = normal(language).split('-')[0] ?? '';
  const names = [base, ...(kin[base] ?? [])];
  return voices.filter((voice) => {
    const tag = normal(voice.lang);
    return names.some((name) => tag === name || tag.startsWith(`${name}-`));
  });
}

function normal(tag: string): string {
  return tag
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^cmn\b/, 'zh');
}

function scriptRegion(tag: string): string | undefined {
  if (/^zh-hans\b/.test(tag)) return 'zh-cn';
  if (/^zh-hant\b/.test(tag)) return tag.includes('hk') ? 'zh-hk' : 'zh-tw';
  return undefined;
}
