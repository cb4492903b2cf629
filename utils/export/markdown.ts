import type { Root, RootContent } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';
import type { ClipImage, ClipRecord } from '../model/clip';
import { fileName } from './file-name';
import type { ExportFile, ExportFormat, ExportOptions } from './format';
import { frontMatter } from './front-matter';
import { bodyTree } from './markdown-body';
import { sourceFooter } from './markdown-footer';
import { heading, italic, paragraph, text } from './mdast';
import { wordsOf } from './words';

/** Markdown (CommonMark with GitHub's tables): front matter, title, text with a credit under each image, source and rights. */
export const markdownFormat: ExportFormat = {
  id: 'markdown',
  extension: 'md',
  type: 'text/markdown',
  async write(record, base, options) {
    const files =
      options.images === 'files' ? await imageFiles(record, base, options) : new Map<string, ExportFile>();
    const content = markdownOf(record, options, (image) => files.get(image.id)?.name);
    return [{ name: `${base}.md`, type: this.type, content }, ...files.values()];
  },
};

/** The whole text of the file. Takes where an image's file lies beside it, if it has one. */
export function markdownOf(
  record: ClipRecord,
  options: Pick<ExportOptions, 'window' | 'language' | 'contacts'>,
  fileOf: (image: ClipImage) => string | undefined,
): string {
  const tree: Root = {
    type: 'root',
    children: [
      ...head(record, options),
      ...bodyTree(record, { ...options, fileOf }),
      { type: 'thematicBreak' },
      ...sourceFooter(record, options),
    ],
  };
  return `${frontMatter(record, options.contacts)}\n${toMarkdown(tree, markdownStyle)}`;
}

const markdownStyle: Options = {
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  bullet: '-',
  emphasis: '*',
  fences: true,
  rule: '-',
};

function head({ content, source }: ClipRecord, { language }: Pick<ExportOptions, 'language'>): RootContent[] {
  const { originalTitle } = source;
  return [
    heading(1, content.title),
    ...(originalTitle ? [paragraph(text(`${wordsOf(language).originalTitle}: ${originalTitle.value}`))] : []),
    ...(content.subtitle ? [paragraph(italic(content.subtitle))] : []),
  ];
}

const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
};

async function imageFiles(
  record: ClipRecord,
  base: string,
  options: ExportOptions,
): Promise<Map<string, ExportFile>> {
  const files = new Map<string, ExportFile>();
  for (const image of record.images) {
    const asset = image.digest && (await options.asset(image.digest));
    const ending = asset && endings[asset.type];
    if (!asset || !ending) continue;
    files.set(image.id, {
      name: `${base}-${fileName(image.id)}.${ending}`,
      type: asset.type,
      content: asset.blob,
    });
  }
  return files;
}
