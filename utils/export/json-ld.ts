import { maskContacts } from '../cite/redact';
import { shownTitle } from '../clip/plan-save';
import type { Claim } from '../model/claim';
import type { ClipImage, ClipRecord } from '../model/clip';
import type { Agent } from '../model/source';
import type { ExportOptions } from './format';

type Thing = Record<string, unknown>;

/** The clip as a schema.org Article (rights.md 2, *Alignment*): what the page states, and nothing made up. */
export function articleJsonLd(record: ClipRecord, contacts: ExportOptions['contacts']): Thing {
  const { content, source, rights } = record;
  const shown = contacts === 'mask' ? maskContacts : (text: string) => text;
  const holder = rights.holder?.value;
  const origin = source.origin?.value;
  return {
    '@context': 'https://schema.org',
    ...known({
      '@type': source.type.value === 'article-newspaper' ? 'NewsArticle' : 'Article',
      headline: shownTitle(record),
      alternativeHeadline: content.subtitle,
      alternateName: source.originalTitle?.value,
      author: agents(source.creators, ['author', 'correspondent']),
      editor: agents(source.creators, ['editor']),
      translator: agents(source.creators, ['translator']),
      publisher: { '@type': 'Organization', name: source.site.value.name, url: source.site.value.url },
      datePublished: source.published?.value.iso,
      dateModified: source.modified?.value.iso,
      inLanguage: content.language ?? source.language.value,
      wordCount: content.wordCount,
      url: source.urls.canonical?.value ?? source.urls.retrieved,
      license: rights.license?.value.url ?? rights.license?.value.name,
      copyrightHolder: holder && 'role' in holder ? agent(holder) : undefined,
      copyrightYear: rights.year?.value,
      copyrightNotice: rights.notices[0] && shown(rights.notices[0].value),
      acquireLicensePage: rights.acquireUrl?.value,
      usageInfo: rights.usageUrl?.value,
      isBasedOn:
        origin && (origin.url ?? known({ '@type': 'CreativeWork', publisher: origin.name ?? origin.agency })),
      image: list(record.images.map(imageObject)),
    }),
  };
}

function imageObject(image: ClipImage): Thing {
  return known({
    '@type': 'ImageObject',
    contentUrl: /^https?:/i.test(image.src) ? image.src : undefined,
    caption: image.caption?.value,
    creditText: image.credit?.value,
    creator: agents(image.creators),
    sourceOrganization: image.agency && agent(image.agency.value),
    license: image.rights.license?.value.url ?? image.rights.license?.value.name,
    copyrightNotice: image.rights.notices[0]?.value,
  });
}

function agents(claims: readonly Claim<Agent>[], roles?: readonly string[]): Thing[] | undefined {
  return list(
    claims
      .map(({ value }) => value)
      .filter(({ role }) => !roles || roles.includes(role))
      .map(agent),
  );
}

function agent({ kind, name, url, affiliation }: Agent): Thing {
  return known({
    '@type': kind === 'person' ? 'Person' : 'Organization',
    name,
    url,
    affiliation: affiliation && { '@type': 'Organization', name: affiliation },
  });
}

function list<T>(things: T[]): T[] | undefined {
  return things.length > 0 ? things : undefined;
}

function known(thing: Thing): Thing {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => value !== undefined));
}
