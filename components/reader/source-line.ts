import type { SourceInfo } from '../../utils/model/source';
import { formatPartialDate, isHan } from '../common/format';
import { writersOf } from '../common/source-facts';

/** One line that says where a passage is from: who, title, site, date, address. */
export function sourceLineOf(source: SourceInfo, title: string): string {
  const han = isHan(source.language.value);
  const writers = writersOf(source).map(({ value }) => value.name);
  const parts = [
    writers.join(han ? '、' : ', '),
    han ? `《${title}》` : `“${title}”`,
    source.site.value.name,
    source.published ? formatPartialDate(source.published.value) : '',
  ].filter(Boolean);
  return `${han ? '——' : '— '}${parts.join(han ? '，' : ', ')}${han ? '。' : '. '}${source.urls.cleaned}`;
}

/** What is put on the clipboard for a passage: its words, and with `line` where they are from. */
export function passageToCopy(words: string, line: string | undefined): string {
  return line ? `${words}\n\n${line}` : words;
}
