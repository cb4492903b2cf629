import type { PageFacts, Zone } from '../page/facts';
import { squeeze } from '../page/text';

/** What a licence licenses. */
export type LicenceScope = 'work' | 'site' | 'image' | 'photos' | 'comments' | 'theme' | 'other';

const THEME =
  /\b(?:design|theme|template|layout|icons?|fonts?|schrift|plugin|powered by|webdesign|lightbox\w*|wordpress theme|skin|stylesheet|css|source code|code samples?|script|software|theme by|design by|logo)\b/iu;
const OTHER =
  /\b(?:music|musik|song|track|jingle|intro|outro|sound|audio von|map data|kartendaten|openstreetmap|dataset|daten von|video von|book|buch|slides?|font)\b|音乐|音楽/iu;
const IMAGE =
  /\b(?:fotos?|photos?|photographs?|images?|bild(?:er)?\d?|bildquelle|bildnachweis|picture|headerimage|header image|titelbild|symbolbild|illustration|illustrative|grafik|infografik|screenshot|flickr|wikimedia|unsplash|own work|uploaded by|foto credit|cover)\b|图片|图源|摄影|写真|via wikimedia|@ ?flickr/iu;
/** "© Ada Marlowe, CC BY" in the text is a credit; in the footer it is the site's. */
const CREDITED = /©[^.]{0,60}\bCC[\s-]/iu;
const PHOTOS =
  /\b(?:alle|all|the|die|unsere|our|sämtliche)\s+(?:fotos|photos|bilder|images|photographs|pictures|fotografien)\b/iu;
const COMMENTS = /comments? (?:are|is) licen|kommentare\b|code snippets?\b|answers?\b.{0,20}licen/iu;
const WORK =
  /\b(?:this|the)\s+(?:work|article|post|essay|story|page|text|entry|document|episode|podcast|paper|report)\b|\b(?:dieser?|dieses|diese\(s\)|der|das)\s+(?:text|artikel|beitrag|werk|seite|inhalt|eintrag|episode|podcast|arbeit)\b|\bdiese\s+(?:seite|arbeit|episode|sendung)\b|本作品|本文|本页面|この作品|本著作|cette œuvre|cet article|cette oeuvre|esta obra|este artículo|este obra|quest['’]opera|quest'articolo|deze? (?:werk|artikel)|available to republish|ce texte|text is available under|content of this page/iu;
const SITE =
  /\b(?:this|the|our)\s+(?:site|website|blog|weblog|wiki|web ?page|magazine|publication)s?\b|(?:user|member) contributions?\s+(?:are\s+)?licen|content(?:s)?\s+(?:on|of|available|is|are)\b|\ball\s+(?:content|articles|posts|texts|material|works)\b|\balle\s+(?:inhalte|texte|beiträge|artikel|werke)\b|\b(?:die|der|unsere|sämtliche)\s+(?:\w+\s+)?(?:inhalte?|texte|beiträge|artikel)\b|\binhalte?\s+(?:dieser|dieses|auf|von|unter|des)\b|\bdiese(?:s|r|n)?\s+(?:website|webseite|webangebot|blog|weblog|webseiten|internetseite)\b|\b(?:blog|website|weblog|site|wiki)\b.{0,40}(?:licen|lizen|steht|stehen|unter|ist)|本站|本网站|本サイト|このサイト|contenidos?\s+(?:bajo|de|con)|este sitio|esta web|ce site|le contenu|contenu sous|questo sito|i contenuti|conteúdo|community content|text is available|texts? (?:is|are) available|(?:is|are) (?:published|licen[sc]ed|available|released) under|(?:ist|sind|steht|stehen|wird|werden|wurde|wurden)\b.{0,60}(?:lizen[sz]iert|lizensiert|lizenz|unter)/iu;
const ALL_CONTENT =
  /\b(?:alle|all|community|user|member)\s+(?:inhalte|content|contents|texte|artikel|contributions?|articles|posts)\b/iu;
const LICENSED =
  /协议|協議|遵循|licen[sc]|lizen[sz]|license|许可|授權|ライセンス|licencia|licenza|licença|copyleft|\bunder\b|\bunter\b|\bcc[\s-]?by|creative commons|algunos derechos|some rights|public domain/iu;

interface ScopeInput {
  element: Element;
  line: number;
  zone: Zone;
  /** The sentence or line around the licence. */
  context: string;
  rel: boolean;
  article: { start: number; end: number; headline: number };
  facts: PageFacts;
  /** Words alone, no link. */
  text?: boolean;
}

/**
 * What a licence near `context` is for (rights.md 1.3 rules 4 to 6, 1.8). Image, theme, music and comments first: a
 * licence that is not plainly the work's or the site's must not become theirs.
 */
export function scopeOf(input: ScopeInput): { scope: LicenceScope; sentence: boolean } {
  const { element, context, zone, rel, article, line, facts } = input;
  const own = clauseOf(squeeze(context));
  const sentence = (WORK.test(own) || SITE.test(own)) && LICENSED.test(own);
  if (zone === 'comments' && !(rel && sentence)) return { scope: 'comments', sentence };
  if (zone === 'caption' || element.closest('figure, figcaption')) return { scope: 'image', sentence };
  if (COMMENTS.test(own) && !WORK.test(own)) return { scope: 'comments', sentence };
  if (PHOTOS.test(own) && !WORK.test(own)) return { scope: 'photos', sentence };
  const positive = WORK.test(own) || ALL_CONTENT.test(own);
  if (!positive && THEME.test(own)) return { scope: 'theme', sentence };
  if (!positive && (IMAGE.test(own) || (zone === 'main' && CREDITED.test(own))))
    return { scope: 'image', sentence };
  if (!positive && !SITE.test(own) && OTHER.test(own)) return { scope: 'other', sentence };
  // Prose may speak about licences; without a link it grants one only where it names the work or all content.
  if (input.text && !positive && isProse(line, zone, article)) return { scope: 'other', sentence: false };
  if (sentence && WORK.test(own) && !SITE.test(own))
    return { scope: zone === 'footer' ? 'site' : 'work', sentence };
  if (sentence) return { scope: 'site', sentence };
  const outOfBody = zone === 'footer' || zone === 'aside' || zone === 'nav';
  if (outOfBody)
    return { scope: rel || isBadge(element) || isPlainStatement(own) ? 'site' : 'other', sentence };
  if (rel) return { scope: line > article.end ? 'site' : 'work', sentence };
  if (!isBadge(element) && followsPicture(facts, line, element)) return { scope: 'image', sentence };
  const outside = line > article.end;
  if (isBadge(element)) return { scope: 'site', sentence };
  if (outside && isPlainStatement(own)) return { scope: 'site', sentence };
  return { scope: 'other', sentence };
}

/** The part of a line that names the licence: a footer strings its statements together with semicolons. */
function clauseOf(text: string): string {
  const parts = text.split(/\s{0,9}[;；]\s*|(?<=[.!?。]|^)\s+(?=\p{Lu})/u);
  if (parts.length === 1) return text;
  return (
    parts.filter((part) => /\bcc\b|creative|licen[cs]|lizen[sz]|许可|ライセンス/iu.test(part)).join('; ') ||
    text
  );
}

function isProse(
  line: number,
  zone: Zone,
  article: { start: number; end: number; headline: number },
): boolean {
  return zone === 'main' && line > article.headline && line <= article.end;
}

/** "Lizenz: CC BY 4.0", "CC-BY-SA example": little else than the licence, and not a credit in parentheses. */
function isPlainStatement(text: string): boolean {
  if (
    !LICENSED.test(text) ||
    text.length > 160 ||
    /[(（]\s*(?:cc|creative)[^()（）]{0,200}[)）]/iu.test(text)
  )
    return false;
  if (/licen[sc]|lizen[sz]|许可|授權|ライセンス|licencia|licenza|copyleft/iu.test(text)) return true;
  return text.replace(/creative commons|\bcc\b|\b(?:by|nc|nd|sa)\b|\d\.\d|[\s\p{P}]/giu, '').length <= 24;
}

/** The name of a licence right below a picture is the picture's, though no word says so. */
function followsPicture(facts: PageFacts, line: number, element: Element): boolean {
  return facts.walk.images.some((image) => {
    if (image.element === element || element.contains(image.element)) return false;
    if (image.line > line || image.line < line - 1) return false;
    const width = Number(image.element.getAttribute('width'));
    return (
      !(width > 0 && width < 120) &&
      !/logo|icon|avatar|button|badge/i.test(
        `${image.element.getAttribute('src') ?? ''} ${image.element.getAttribute('class') ?? ''}`,
      )
    );
  });
}

/** A CC button: an image of a licence as the link's content. */
function isBadge(element: Element): boolean {
  const image = element.querySelector('img');
  if (!image) return false;
  return /creativecommons|licensebuttons|\bcc[\s_-]|by-(?:nc|sa|nd)|licen[sc]e/i.test(
    `${image.getAttribute('src') ?? ''} ${image.getAttribute('alt') ?? ''}`,
  );
}
