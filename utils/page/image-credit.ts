import type { Claim, Evidence } from '../model/claim';
import type { Agent } from '../model/source';
import { agencyNamed } from './agencies';
import { creditAgents, type SplitCaption, splitCaption } from './credit';
import type { PageFacts, PageLine } from './facts';
import { asArray, firstString, isRecord } from './json-ld';
import { sameName } from './names';
import { cssPath, fold, HAN, plainText, quoteOf, spacedText, squeeze } from './text';

/** What the page says about one image. */
export interface ImageCredit {
  caption?: Claim<string>;
  /** As printed. */
  credit?: Claim<string>;
  creators: Claim<Agent>[];
  agency?: Claim<Agent>;
}

/** Classes that say credit by themselves, and those that do so only of an image (`author` alone is the article's). */
const CREDIT_NAME =
  /credit|copyright|attribution|photographer|fotograf|bildquelle|bildnachweis|urheber|(?:image|img|photo|foto|bild|media|picture|figure|caption|asset)[\w-]{0,40}(?:author|source|byline|creator|owner|agency|rights|quelle|licen[cs]e)/i;
const CAPTION_NAME =
  /caption|legend|descr|bildtext|bildunterschrift|zhaiyao|img_?title|pic_?txt|tushuo|figcap|infobox-text/i;

interface Found {
  caption?: string;
  credit?: string;
  agents: Agent[];
  evidence: Evidence;
  confidence: number;
}

/**
 * Reads caption, credit, photographers and agency of an image, on the untouched document: the figure and its caption,
 * elements named caption or credit, the short paragraph below, data attributes, alt and title with ©, and the JSON-LD
 * ImageObject of the same address (rights.md E1, E2, B5, B6). Never throws; empty where nothing is said. Asked again
 * with the same facts, it is the same answer.
 */
export function readImageCredit(img: Element, facts: PageFacts): ImageCredit {
  const known = read.get(facts) ?? new Map<Element, ImageCredit>();
  read.set(facts, known);
  const credit = known.get(img) ?? readOnce(img, facts);
  known.set(img, credit);
  return credit;
}

const read = new WeakMap<PageFacts, Map<Element, ImageCredit>>();

function readOnce(img: Element, facts: PageFacts): ImageCredit {
  const found = [
    fromMarkup(img, facts),
    fromNextLine(img, facts),
    fromCreditLine(img, facts),
    fromAttributes(img, facts),
    fromJsonLd(img, facts),
    fromMainImage(img, facts),
  ].filter((f) => f !== undefined);
  return merge(found);
}

function merge(found: Found[]): ImageCredit {
  const captioned = found.find((f) => f.caption);
  const credited = found.find((f) => f.agents.length > 0) ?? found.find((f) => f.credit);
  const result: ImageCredit = { creators: [] };
  if (captioned?.caption) result.caption = claim(captioned.caption, captioned);
  if (!credited) return result;
  if (credited.credit) result.credit = claim(credited.credit, credited);
  const others = found.filter((f) => f !== credited && f.agents.length > 0);
  const agency = credited.agents.find((agent) => agencyNamed(agent.name));
  if (agency) result.agency = claim({ ...agency, role: 'agency' as const }, credited);
  for (const agent of credited.agents) {
    if (agent !== agency) result.creators.push(claim(agent, credited));
  }
  for (const other of others) {
    for (const agent of other.agents) {
      const known = [...result.creators, ...(result.agency ? [result.agency] : [])].find((c) =>
        sameName(c.value.name, agent.name),
      );
      if (known) known.evidence.push(other.evidence);
    }
  }
  return result;
}

function claim<T>(value: T, found: Found): Claim<T> {
  return { value, status: 'stated', confidence: found.confidence, evidence: [found.evidence] };
}

function place(element: Element, kind: Evidence['kind'], rule: string, quote: string): Evidence {
  return {
    kind,
    rule,
    scope: 'image',
    quote: quoteOf(quote),
    selector: { type: 'CssSelector', value: cssPath(element) },
  };
}

function fromMarkup(img: Element, facts: PageFacts): Found | undefined {
  const holder = holderOf(img);
  if (!holder) return undefined;
  const credits: Element[] = [];
  const captions: Element[] = [];
  for (const element of holder.querySelectorAll(
    'figcaption, [class], [itemprop], cite, small, figure footer',
  )) {
    const name = element.localName;
    const label = `${element.getAttribute('class') ?? ''} ${element.getAttribute('itemprop') ?? ''} ${element.getAttribute('data-testid') ?? ''}`;
    if (element.querySelector('img, p + p')) continue;
    const text = spacedText(element);
    if (!text || text.length > 600) continue;
    const byItem = /(?:^|\s)(?:author|creator|copyrightHolder|creditText)(?:\s|$)/.test(
      element.getAttribute('itemprop') ?? '',
    );
    if ((name !== 'figcaption' ? CREDIT_NAME.test(label) || byItem : byItem) && text.length <= 160)
      credits.push(element);
    else if (name === 'figcaption' || CAPTION_NAME.test(label)) captions.push(element);
    else if ((name === 'cite' || name === 'small' || name === 'footer') && text.length <= 120)
      credits.push(element);
  }
  const caption = captions.find((c) => c.localName === 'figcaption') ?? captions[0];
  const credit = credits.filter(
    (c) => !credits.some((other) => other !== c && c.contains(other)) || credits.length === 1,
  );
  if (!caption && credit.length === 0) return undefined;
  return assemble(caption, credit, facts);
}

/** The figure, or the nearest ancestor that holds this image alone with a little text. */
function holderOf(img: Element): Element | undefined {
  const figure = img.closest('figure');
  if (figure) {
    const outer = figure.parentElement;
    if (figure.querySelector('figcaption') || !outer) return figure;
    const texts = spacedText(figure);
    return texts || outer.querySelectorAll('img').length !== 1 || spacedText(outer).length > 400
      ? figure
      : outer;
  }
  let holder: Element | undefined;
  let at = img.parentElement;
  for (let depth = 0; at && depth < 5; depth += 1, at = at.parentElement) {
    if (/^(?:body|article|main|html)$/.test(at.localName)) break;
    if (at.querySelectorAll('img').length > 1) break;
    if (spacedText(at).length > 600) break;
    holder = at;
  }
  return holder;
}

function assemble(caption: Element | undefined, credits: Element[], facts: PageFacts): Found {
  let captionText = caption ? spacedText(caption) : '';
  const inner = credits.filter((credit) => caption?.contains(credit));
  const texts = credits.map((credit) => spacedText(credit));
  for (const credit of inner) captionText = squeeze(captionText.replace(spacedText(credit), ' '));
  if (texts.length > 0) {
    const text = texts.join(' ');
    const agents = texts
      .flatMap((t) => agentsOfCredit(t))
      .filter((agent, i, all) => all.findIndex((a) => sameName(a.name, agent.name)) === i);
    const element = (credits[0] ?? caption) as Element;
    if (agents.length > 0) {
      const rest = captionText ? splitCaption(captionText, facts.lang) : undefined;
      // A class may hold the agency alone while the caption names the photographer too.
      for (const more of rest ? [...rest.creators, ...(rest.agency ? [rest.agency] : [])] : []) {
        if (!agents.some((agent) => sameName(agent.name, more.name))) agents.push(more);
      }
      return {
        ...(rest?.caption
          ? { caption: rest.caption }
          : captionText && !rest?.credit
            ? { caption: captionText }
            : {}),
        credit: text,
        agents,
        evidence: place(element, 'caption', 'caption.credit-class', text),
        confidence: 0.9,
      };
    }
    if (!caption)
      return {
        agents: [],
        caption: text,
        evidence: place(element, 'caption', 'caption.class', text),
        confidence: 0.6,
      };
    captionText = spacedText(caption);
  }
  return fromSplit(splitCaption(captionText, facts.lang), caption as Element, captionText, 0.9);
}

function agentsOfCredit(text: string): Agent[] {
  const split = splitCaption(text);
  const agents = split.agency ? [...split.creators, split.agency] : split.creators;
  if (agents.length > 0 && (!split.caption || split.caption.length < 4)) return agents;
  return text.length <= 90 ? creditAgents(text) : agents;
}

function fromSplit(split: SplitCaption, element: Element, quote: string, confidence: number): Found {
  return {
    ...(split.caption ? { caption: split.caption } : {}),
    ...(split.credit ? { credit: split.credit } : {}),
    agents: split.agency ? [...split.creators, split.agency] : split.creators,
    evidence: place(element, 'caption', split.rule ?? 'caption.text', quote),
    confidence,
  };
}

/** The short paragraph that follows a picture: 梦想小镇 记者 李忠 摄. Only a credit or a centred short line counts. */
function fromNextLine(img: Element, facts: PageFacts): Found | undefined {
  const line = nextLine(img, facts);
  if (!line || line.linked || line.text.length > 240) return undefined;
  const split = splitCaption(line.text, facts.lang);
  const limit = HAN.test(line.text) ? 100 : 240;
  if (split.credit && line.text.length <= limit) return fromSplit(split, line.element, line.text, 0.9);
  if (isCaptionLine(line))
    return {
      caption: line.text.replace(/^[▲△↑]\s*/, ''),
      agents: [],
      evidence: place(line.element, 'caption', 'caption.next-line', line.text),
      confidence: 0.7,
    };
  return undefined;
}

/** A line named credit or copyright soon after the picture, though not in one container with it. */
function fromCreditLine(img: Element, facts: PageFacts): Found | undefined {
  const placed = facts.walk.images.find(({ element }) => element === img);
  if (!placed) return undefined;
  const next = facts.walk.images.find((other) => other.line > placed.line);
  for (const line of facts.lines.slice(placed.line, placed.line + 4)) {
    if ((next && next.line <= line.index) || line.text.length > 160) return undefined;
    const label = `${line.element.getAttribute('class') ?? ''} ${line.element.parentElement?.getAttribute('class') ?? ''}`;
    if (line.zone !== 'caption') continue;
    if (!CREDIT_NAME.test(label)) {
      const split = splitCaption(line.text, facts.lang);
      if (split.credit && split.creators.length + (split.agency ? 1 : 0) > 0)
        return fromSplit(split, line.element, line.text, 0.75);
      continue;
    }
    const agents = agentsOfCredit(line.text);
    if (agents.length > 0)
      return {
        credit: line.text,
        agents,
        evidence: place(line.element, 'caption', 'caption.credit-line', line.text),
        confidence: 0.8,
      };
  }
  return undefined;
}

/** The lead picture is the one that JSON-LD gives as the article's image, though its address is another size of it. */
function fromMainImage(img: Element, facts: PageFacts): Found | undefined {
  const first = facts.walk.images.find(
    ({ zone, element }) => (zone === 'main' || zone === 'caption') && !isSmall(element),
  );
  if (first?.element !== img || !facts.mainEntity) return undefined;
  const image = facts.resolve(asArray(facts.mainEntity.node.image)[0]);
  if (!isRecord(image)) return undefined;
  const text = plainText(
    firstString(image.creditText) ??
      firstString(image.author) ??
      firstString(image.creator) ??
      firstString(image.copyrightNotice) ??
      '',
  );
  const agents = text && text.length <= 120 ? agentsOfCredit(text) : [];
  if (agents.length === 0) return undefined;
  return {
    credit: text,
    agents,
    evidence: {
      kind: 'json-ld',
      rule: 'json-ld.main-image',
      scope: 'image',
      quote: quoteOf(text),
      selector: {
        type: 'x-JsonPointer',
        value: `${facts.mainEntity.pointer}/image`,
        script: facts.mainEntity.script,
      },
    },
    confidence: 0.6,
  };
}

function isSmall(img: Element): boolean {
  const width = Number(img.getAttribute('width'));
  return (
    (width > 0 && width < 200) ||
    /logo|icon|avatar|sprite/i.test(`${img.getAttribute('class') ?? ''} ${img.getAttribute('src') ?? ''}`)
  );
}

function nextLine(img: Element, facts: PageFacts): PageLine | undefined {
  const placed = facts.walk.images.find(({ element }) => element === img);
  if (!placed) return undefined;
  const line = facts.lines[placed.line];
  if (!line) return undefined;
  const next = facts.walk.images.find(
    (other) =>
      other.line >= placed.line &&
      other.element !== img &&
      facts.walk.images.indexOf(other) > facts.walk.images.indexOf(placed),
  );
  // Another picture stands before that line: it is the other's.
  if (next && next.line === placed.line && !line.element.contains(img)) return undefined;
  return line;
}

function isCaptionLine(line: PageLine): boolean {
  if (/^[▲△↑]|^图为|^图\d?[:：]/.test(line.text)) return true;
  const centred = /center/i.test(
    `${line.element.getAttribute('style') ?? ''} ${line.element.getAttribute('align') ?? ''}`,
  );
  return centred && line.text.length <= 60 && !/[。！？]$/.test(line.text);
}

const CREDIT_ATTRIBUTES = [
  'data-credit',
  'data-credits',
  'data-copyright',
  'data-photographer',
  'data-image-credit',
  'data-author',
  'data-source',
  'data-caption-credit',
  'copyright',
  'data-attribution',
];

function fromAttributes(img: Element, facts: PageFacts): Found | undefined {
  for (const name of CREDIT_ATTRIBUTES) {
    const value = plainText(
      img.getAttribute(name) ?? img.closest('figure, picture')?.getAttribute(name) ?? '',
    );
    if (!value || value.length > 160 || /^https?:|^\/|^\d+$/.test(value)) continue;
    const agents = agentsOfCredit(value);
    if (agents.length > 0)
      return {
        credit: value,
        agents,
        evidence: place(img, 'caption', `image.${name}`, value),
        confidence: 0.6,
      };
  }
  for (const name of ['title', 'alt', 'data-caption', 'data-description']) {
    const value = plainText(img.getAttribute(name) ?? '');
    if (!value || value.length > 400) continue;
    const split = splitCaption(value, facts.lang);
    if (!split.credit || split.creators.length + (split.agency ? 1 : 0) === 0) continue;
    return { ...fromSplit(split, img, value, 0.55), caption: undefined };
  }
  return undefined;
}

function fromJsonLd(img: Element, facts: PageFacts): Found | undefined {
  const keys = addressKeys(img);
  if (keys.size === 0) return undefined;
  for (const entry of facts.jsonLd) {
    if (!entry.types.some((type) => /ImageObject|Photograph|MediaObject/.test(type))) continue;
    const { node } = entry;
    const address = [node.contentUrl, node.url, node.thumbnailUrl, node['@id']]
      .map(firstString)
      .filter((s) => s !== undefined);
    if (!address.some((a) => keys.has(addressKey(a)))) continue;
    const credit = plainText(firstString(node.creditText) ?? firstString(node.copyrightNotice) ?? '');
    const people = [...asArray(node.creator), ...asArray(node.author)]
      .map((v) => facts.resolve(v))
      .map((v) => (isRecord(v) ? firstString(v.name) : firstString(v)))
      .filter((s) => s !== undefined && s !== '');
    const text = credit || people.join(', ');
    if (!text) continue;
    return {
      caption: plainText(firstString(node.caption) ?? '') || undefined,
      credit: text,
      agents: agentsOfCredit(text),
      evidence: {
        kind: 'json-ld',
        rule: 'json-ld.image-credit',
        scope: 'image',
        quote: quoteOf(text),
        selector: { type: 'x-JsonPointer', value: entry.pointer, script: entry.script },
      },
      confidence: 0.9,
    };
  }
  return undefined;
}

/** The file names that an image goes by, without size and format variants of the address. */
export function addressKeys(img: Pick<Element, 'getAttribute'>): Set<string> {
  const keys = new Set<string>();
  for (const attribute of ['src', 'data-src', 'data-original', 'data-lazy-src', 'srcset', 'data-srcset']) {
    const value = img.getAttribute(attribute);
    if (!value || value.startsWith('data:')) continue;
    for (const part of attribute.endsWith('srcset') ? value.split(/,\s+/) : [value]) {
      const key = addressKey(part.trim().split(/\s/)[0] ?? '');
      if (key) keys.add(key);
    }
  }
  return keys;
}

function addressKey(address: string): string {
  const path = address.replace(/[?#].*/s, '');
  const name = fold(
    decodeSafely(path.slice(path.lastIndexOf('/') + 1))
      .replace(/\.\w{3,4}$/, '')
      .replace(/[-_]\d{2,4}x\d{2,4}$/, ''),
  );
  return name.length >= 5 ? name : fold(path.replace(/^https?:\/\/[^/]+/, ''));
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
