import type { CslItem } from './csl-types';

/** The parts of a note; a format that has a field of its own for one leaves it out here. */
export type NotePart = 'original-title' | 'origin' | 'photographers' | 'editors' | 'licence' | 'notice';

/**
 * Where the text came from, who else is named and under which terms, in one line, in Chinese for Chinese
 * sources and in English for others (rights.md 3.2). Gives '' when there is nothing to say.
 */
export function noteText(item: CslItem, options: { without?: readonly NotePart[] } = {}): string {
  const write = item.language?.toLowerCase().startsWith('zh') ? chinesePart : englishPart;
  const parts: NotePart[] = ['original-title', 'origin', 'photographers', 'editors', 'licence', 'notice'];
  return parts
    .filter((part) => !options.without?.includes(part))
    .map((part) => write(part, item))
    .filter(Boolean)
    .join('; ');
}

function chinesePart(part: NotePart, item: CslItem): string {
  const { custom } = item;
  switch (part) {
    case 'original-title':
      return item['original-title'] ? `原标题: ${item['original-title']}` : '';
    case 'origin':
      if (!item['original-publisher']) return '';
      return `原载《${item['original-publisher']}》${custom?.originInferred ? '(据页面署名推断)' : ''}`;
    case 'photographers':
      return custom?.photographers ? `图: ${custom.photographers.join('、')}` : '';
    case 'editors':
      return custom?.editors ? `编辑: ${custom.editors.join('、')}` : '';
    case 'licence':
      return licenceText('许可', item);
    case 'notice':
      return custom?.notice ? `页面声明: ${custom.notice}` : '';
  }
}

function englishPart(part: NotePart, item: CslItem): string {
  const { custom } = item;
  switch (part) {
    case 'original-title':
      return item['original-title'] ? `Original title: ${item['original-title']}` : '';
    case 'origin':
      if (!item['original-publisher']) return '';
      return custom?.originInferred
        ? `Probably first published by ${item['original-publisher']} (from the byline)`
        : `First published by ${item['original-publisher']}`;
    case 'photographers':
      return custom?.photographers ? `Photos: ${custom.photographers.join(', ')}` : '';
    case 'editors':
      return custom?.editors ? `Edited by ${custom.editors.join(', ')}` : '';
    case 'licence':
      return licenceText('Licence', item);
    case 'notice':
      return custom?.notice ? `The page states: ${custom.notice}` : '';
  }
}

function licenceText(label: string, item: CslItem): string {
  const licence = item.custom?.licence;
  if (!licence) return '';
  return `${label}: ${licence.name}${licence.url ? ` (${licence.url})` : ''}`;
}
