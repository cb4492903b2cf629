import type { Root, RootContent } from 'mdast';
import { shownTitle } from '../clip/plan-save';
import type { ClipImage, ClipRecord } from '../model/clip';
import { fileName } from './file-name';
import type { ExportFile, ExportOptions, SeparateFormat } from './format';
import { frontMatter, logseqProperties } from './front-matter';
import { keptImages } from './images';
import { bodyTree } from './markdown-body';
import { marksBlock, sourceFooter } from './markdown-footer';
import { writeMarkdown } from './markdown-style';
import { heading, italic, paragraph, text } from './mdast';
import { wordsOf } from './words';

/** Markdown (CommonMark with GitHub's tables): front matter, title, text with a credit under each image, source and rights. */
export const markdownFormat: SeparateFormat = {
  kind: 'separate',
  id: 'markdown',
  group: 'read',
  extension: 'md',
  type: 'text/markdown',
  hasImages: true,
  async write(record, base, options) {
    const files = await imageFiles(record, base, options);
    const content = markdownOf(record, options, (image) => files.get(image.id)?.name);
    return [{ name: `${base}.md`, type: this.type, content }, ...files.values()];
  },
};

/** The whole text of the file. Takes where an image's file lies beside it, if it has one. */
export function markdownOf(
  record: ClipRecord,
  options: Pick<
    ExportOptions,
    'window' | 'language' | 'contacts' | 'images' | 'markdown' | 'fields' | 'wikilinks'
  >,
  fileOf: (image: ClipImage) => string | undefined,
): string {
  const tree: Root = {
    type: 'root',
    children: [
      ...head(record, options),
      ...bodyTree(record, { ...options, fileOf }),
      ...marksBlock(record, options),
      { type: 'thematicBreak' },
      ...sourceFooter(record, options),
    ],
  };
  const front =
    options.markdown === 'logseq' ? logseqProperties(record, options) : frontMatter(record, options);
  return `${front}\n${writeMarkdown(tree)}`;
}

function head(record: ClipRecord, { language }: Pick<ExportOptions, 'language'>): RootContent[] {
  const { content, source } = record;
  const { originalTitle } = source;
  return [
    heading(1, shownTitle(record)),
    ...(originalTitle ? [paragraph(text(`${wordsOf(language).originalTitle}: ${originalTitle.value}`))] : []),
    ...(content.subtitle ? [paragraph(italic(content.subtitle))] : []),
  ];
}

async function imageFiles(
  record: ClipRecord,
  base: string,
  options: ExportOptions,
): Promise<Map<string, ExportFile>> {
  const files = new Map<string, ExportFile>();
  for (const [id, { blob, type, ending }] of await keptImages(record, options)) {
    files.set(id, { name: `assets/${base}-${fileName(id)}.${ending}`, type, content: blob });
  }
  return files;
}
