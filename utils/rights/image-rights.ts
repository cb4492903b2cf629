import type { ArticleImage } from '../model/article';
import type { Claim, Evidence } from '../model/claim';
import type { LicenceRef, RightsInfo } from '../model/rights';
import type { PageFacts } from '../page/facts';
import { cssPath, quoteOf, squeeze } from '../page/text';
import { resolveUrl } from '../page/url';
import { licenceFromText, licenceFromUrl, mentionsCreativeCommons } from './licences';
import { ALL_RIGHTS, COPYRIGHT_LINE, OWNER_ELSEWHERE, PROHIBITED } from './notice-patterns';
import { NOT_EVALUATED } from './read-rights';
import { licenceSignal } from './signal';

/**
 * The rights of one image by what its caption and credit say; text and image never mix (rights.md 1.3 rule 4). An
 * agency's photo is a third party's: red. Nothing said: grey.
 */
export function readImageRights(image: ArticleImage, img?: Element, _facts?: PageFacts): RightsInfo {
  const words = wordsOf(image, img);
  const evidence = (rule: string): Evidence => ({
    ...(words.evidence ?? { kind: 'caption' as const }),
    rule,
    scope: 'image',
    quote: quoteOf(words.text),
  });
  const license = licenceOf(words.text, img, evidence('caption.licence'));
  const states = COPYRIGHT_LINE.test(words.text) || ALL_RIGHTS.test(words.text);
  const notices: Claim<string>[] = states
    ? [{ value: words.text, status: 'stated', confidence: 0.9, evidence: [evidence('caption.notice')] }]
    : [];
  const holder = image.agency ? { holder: { ...image.agency } } : {};
  return {
    ...(license ? { license } : {}),
    ...holder,
    notices,
    statementUri: NOT_EVALUATED,
    signal: signalFor(image, words.text, license, evidence),
  };
}

function signalFor(
  image: ArticleImage,
  text: string,
  license: Claim<LicenceRef> | undefined,
  evidence: (rule: string) => Evidence,
): RightsInfo['signal'] {
  if (license) {
    const signal = licenceSignal(license.value, license.evidence);
    const against = ALL_RIGHTS.test(text) || PROHIBITED.test(text);
    return signal.light === 'green' && against
      ? { light: 'amber', code: 'conflict', because: license.evidence }
      : signal;
  }
  if (image.agency)
    return { light: 'red', code: 'owner-is-third-party.no-permission', because: image.agency.evidence };
  if (OWNER_ELSEWHERE.test(text))
    return {
      light: 'red',
      code: 'owner-is-third-party.no-permission',
      because: [evidence('caption.owner-elsewhere')],
    };
  if (PROHIBITED.test(text))
    return { light: 'red', code: 'reserved.prohibited', because: [evidence('caption.prohibition')] };
  if (ALL_RIGHTS.test(text))
    return { light: 'red', code: 'reserved.arr', because: [evidence('caption.all-rights')] };
  if (COPYRIGHT_LINE.test(text))
    return { light: 'grey', code: 'none-stated.notice', because: [evidence('caption.notice')] };
  return { light: 'grey', code: 'none-stated', because: [] };
}

function wordsOf(image: ArticleImage, img: Element | undefined): { text: string; evidence?: Evidence } {
  const source = image.credit ?? image.caption;
  const printed = [image.caption?.value, image.credit?.value].filter((s) => s !== undefined).join(' ');
  const caption = img?.closest('figure')?.querySelector('figcaption');
  const text = squeeze(caption?.textContent) || source?.evidence[0]?.quote || printed;
  return {
    text,
    ...(source?.evidence[0]
      ? { evidence: source.evidence[0] }
      : caption
        ? {
            evidence: {
              kind: 'caption',
              rule: 'caption.text',
              scope: 'image',
              selector: { type: 'CssSelector', value: cssPath(caption) },
            },
          }
        : {}),
  };
}

function licenceOf(
  text: string,
  img: Element | undefined,
  evidence: Evidence,
): Claim<LicenceRef> | undefined {
  const figure = img?.closest('figure');
  for (const a of figure?.querySelectorAll('a[href]') ?? []) {
    const licence = licenceFromUrl(resolveUrl(a.getAttribute('href'), 'https://example.org/') ?? '');
    if (licence)
      return {
        value: licence,
        status: 'stated',
        confidence: 0.9,
        evidence: [
          { ...evidence, rule: 'caption.licence-link', quote: quoteOf(text || squeeze(a.textContent)) },
        ],
      };
  }
  const licence = mentionsCreativeCommons(text) ? licenceFromText(text) : undefined;
  return licence ? { value: licence, status: 'stated', confidence: 0.75, evidence: [evidence] } : undefined;
}
