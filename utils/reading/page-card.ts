import type { PageCard } from '../messaging/protocol';
import type { ClipImage } from '../model/clip';
import type { SourceInfo } from '../model/source';
import type { Reading } from './read-page';

/** What the popup shows of a page. Takes what was read and what the library knows of the page. */
export function pageCard(reading: Reading, state: Pick<PageCard, 'readerOpen' | 'clipped'>): PageCard {
  const { article, source, rights, images } = reading;
  const because = rights.signal.because[0];
  return {
    kind: reading.isArticle ? 'article' : 'text',
    title: article.title,
    originalTitle: source.originalTitle?.value,
    subtitle: article.subtitle,
    language: article.language ?? source.language.value,
    siteName: source.site.value.name,
    authors: authorsOf(source),
    published: source.published?.value.asPrinted ?? source.published?.value.iso,
    origin: originOf(source),
    photos: { count: images.length, credited: images.filter(isCredited).length },
    wordCount: article.wordCount,
    rights: {
      light: rights.signal.light,
      code: rights.signal.code,
      quote: because?.quote,
      place: because?.kind,
    },
    ...state,
  };
}

/** What the popup shows of a page without text. */
export function emptyCard(title: string, siteName: string): PageCard {
  return {
    kind: 'empty',
    title,
    siteName,
    authors: [],
    photos: { count: 0, credited: 0 },
    wordCount: 0,
    rights: { light: 'grey', code: 'none-stated' },
    readerOpen: false,
  };
}

function authorsOf(source: SourceInfo): PageCard['authors'] {
  return source.creators
    .map(({ value }) => value)
    .filter(({ role }) => role === 'author' || role === 'correspondent')
    .map(({ name, role, rolePrinted, affiliation }) => ({ name, role: rolePrinted ?? role, affiliation }));
}

function originOf({ origin }: SourceInfo): PageCard['origin'] {
  const name = origin?.value.name ?? origin?.value.agency;
  return origin && name ? { name, inferred: origin.status === 'inferred' } : undefined;
}

function isCredited(image: ClipImage): boolean {
  return image.credit !== undefined || image.creators.length > 0 || image.agency !== undefined;
}
