import type { CslItem, CslName } from '../csl-types';
import { mlaDate } from '../dates';
import { fullName, sortName } from '../names';
import {
  closed,
  type FormattedText,
  formatAll,
  italic,
  join,
  plain,
  type Rich,
  sentences,
} from '../rich-text';
import { doiOrUrl, headlineCase, oneLine, pages, quotedWith } from '../wording';

/** MLA, 9th edition: works cited, one a line, in the order given. */
export function writeMla9(items: readonly CslItem[]): FormattedText {
  return formatAll(items.map(entry));
}

function entry(item: CslItem): Rich {
  const title = oneLine(item.title);
  const heading = title ? quotedWith(headlineCase(title, item.language), '.') : '';
  return join(
    [
      sentences([plain(authors(item.author ?? [])), plain(heading)]),
      closed(container(item)),
      ...supplement(item).map((part) => plain(part)),
    ],
    ' ',
  );
}

function container(item: CslItem): Rich {
  const site = oneLine(item['container-title']);
  const publisher = oneLine(item.publisher);
  const number = [
    item.volume ? `vol. ${oneLine(item.volume)}` : '',
    item.issue ? `no. ${oneLine(item.issue)}` : '',
  ];
  const page = pages(item.page, 'minimal-two');
  return join(
    [
      italic(site),
      plain(publisher === site ? '' : publisher),
      ...number.map(plain),
      plain(mlaDate(item.issued)),
      plain(page ? `${page.includes('–') ? 'pp.' : 'p.'} ${page}` : ''),
      plain(doiOrUrl(item)),
    ],
    ', ',
  );
}

/** First publication, and the day of access where the page has no date or may differ from its original. */
function supplement(item: CslItem): string[] {
  const original = oneLine(item['original-publisher']);
  const accessed = mlaDate(item.accessed);
  const needsAccess = accessed !== '' && (!item.issued || original !== '');
  const first = item.custom?.originInferred ? 'Probably originally published in' : 'Originally published in';
  return [...(original ? [`${first} ${original}.`] : []), ...(needsAccess ? [`Accessed ${accessed}.`] : [])];
}

function authors(names: readonly CslName[]): string {
  const [first, second] = names;
  if (!first) return '';
  const lead = oneLine(sortName(first));
  if (names.length > 2) return `${lead}, et al.`;
  return second ? `${lead}, and ${oneLine(fullName(second))}` : lead;
}
