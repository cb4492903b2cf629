import { pageItem, timeOf } from '../page-item';
import type { ParsedItem } from '../types';

/** Folders that each browser has by itself. */
const roots =
  /^(?:bookmarks?(?: bar| toolbar| menu)?|other bookmarks|mobile bookmarks|favou?rites(?: bar)?|收藏夹栏?|书签栏?|其他书签|移动设备书签|书签菜单|书签工具栏)$/i;

/** Netscape bookmarks: `<DL><DT><H3>folder</H3><DL>…<DT><A HREF ADD_DATE TAGS>`; folders become collections. */
export function* fromBookmarks(document: Document, name: string): Generator<ParsedItem> {
  const links = Array.from(document.querySelectorAll('a[href]'));
  const folders = foldersOf(document);
  for (const [index, link] of links.entries()) {
    const href = link.getAttribute('href') ?? '';
    // Smart folders and separators of Firefox are no pages.
    if (/^place:/i.test(href)) continue;
    const note = link.closest('dt')?.nextElementSibling;
    yield pageItem(`${name}#${index + 1}`, {
      url: href,
      title: link.textContent ?? '',
      savedAt: timeOf(link.getAttribute('add_date')),
      tags: (link.getAttribute('tags') ?? '').split(','),
      folders: [folders.get(link) ?? []],
      ...(note?.localName === 'dd' &&
        note.firstChild?.nodeValue?.trim() && { note: note.firstChild.nodeValue.trim() }),
    });
  }
}

/** The folders around each link, from the outside in, in one walk over the document. */
function foldersOf(document: Document): Map<Element, string[]> {
  const found = new Map<Element, string[]>();
  const path: { list: Element; folder: string }[] = [];
  let heading = '';
  for (const element of Array.from(document.querySelectorAll('h3, dl, a[href]'))) {
    while (path.length > 0 && !path.at(-1)?.list.contains(element)) path.pop();
    if (element.localName === 'h3') heading = element.textContent?.trim() ?? '';
    else if (element.localName === 'dl') {
      path.push({ list: element, folder: heading });
      heading = '';
    } else
      found.set(
        element,
        path.map(({ folder }) => folder).filter((folder) => folder !== '' && !roots.test(folder)),
      );
  }
  return found;
}
