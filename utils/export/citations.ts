import { toCsl } from '../cite/csl';
import type { CslItem } from '../cite/csl-types';
import { type CiteFormatId, findCiteFormat } from '../cite/registry';
import type { ExportFormatId, TogetherFormat } from './format';

function citationFormat(
  id: ExportFormatId,
  cite: CiteFormatId,
  extension: string,
  type: string,
): TogetherFormat {
  return {
    kind: 'together',
    id,
    group: 'cite',
    extension,
    type,
    hasImages: false,
    async write(clips, base, _options, tell) {
      const items: CslItem[] = [];
      for await (const record of clips.read()) {
        items.push(toCsl(record));
        tell?.(items.length);
      }
      const style = findCiteFormat(cite);
      if (!style) throw new Error(`No citation format ${cite}`);
      const content = style.kind === 'data' ? style.write(items) : `${style.write(items).text}\n`;
      return { name: `${base}.${extension}`, type, content };
    },
  };
}

const bib = 'application/x-bibtex';

/** Lists of sources for reference managers and for a paper's end, by the citation room. */
export const citationFormats: readonly TogetherFormat[] = [
  citationFormat('biblatex', 'biblatex', 'bib', bib),
  citationFormat('bibtex', 'bibtex', 'bib', bib),
  citationFormat('ris', 'ris', 'ris', 'application/x-research-info-systems'),
  citationFormat('csl', 'csl-json', 'csl.json', 'application/vnd.citationstyles.csl+json'),
  citationFormat('gbt', 'gbt-7714-2025', 'txt', 'text/plain'),
];
