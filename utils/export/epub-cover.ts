import type { Chapter } from './epub-package';
import { h, writeMarkup } from './markup';

const width = 1200;
const height = 1800;
const margin = 110;

/** A cover out of words: the title, and what stands in the book. As an SVG picture, drawn by the reader's own letters. */
export function coverImage(title: string, chapters: readonly Chapter[]): string {
  const names =
    chapters.length > 1 ? chapters.slice(0, 12).map((chapter) => chapter.title) : authors(chapters);
  const titleLines = wrap(title, (width - 2 * margin) / 92, 6);
  const top = 360;
  const namesTop = top + titleLines.length * 116 + 120;
  const rows = names.flatMap((name) => wrap(name, (width - 2 * margin) / 44, 1));
  const svg = h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width: String(width),
      height: String(height),
    },
    h('rect', { width: String(width), height: String(height), fill: '#f6f2e9' }),
    h('rect', { x: String(margin), y: '190', width: '160', height: '8', fill: '#8c2f2b' }),
    titleLines.map((line, row) => words(line, top + row * 116, 92, '#1d1c1a', '600')),
    rows.map((line, row) => words(line, namesTop + row * 68, 44, '#5d5a54', '400')),
    words('Colophon', height - 120, 36, '#8c2f2b', '400'),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeMarkup(svg, 'xml')}\n`;
}

function authors(chapters: readonly Chapter[]): string[] {
  const [only] = chapters;
  if (!only) return [];
  const { source } = only.record;
  const names = source.creators
    .map(({ value }) => value)
    .filter(({ role }) => role === 'author' || role === 'correspondent')
    .map(({ name }) => name);
  return [...new Set([...names, source.site.value.name])].filter(Boolean);
}

function words(line: string, y: number, size: number, fill: string, weight: string) {
  return h(
    'text',
    {
      x: String(margin),
      y: String(y),
      fill,
      'font-size': String(size),
      'font-weight': weight,
      'font-family': 'Georgia, "Songti SC", "Noto Serif CJK SC", serif',
    },
    line,
  );
}

/** Breaks a text into lines of so many em; Han and kana are a whole em wide, other letters about half of one. */
function wrap(text: string, ems: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const part of text
    .replace(/\s+/g, ' ')
    .trim()
    .match(
      /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]{1,24}|\s/g,
    ) ?? []) {
    const wide = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/.test(part) ? 1 : part.length * 0.55;
    if (used + wide > ems && line.trim() !== '') {
      lines.push(line.trim());
      line = '';
      used = 0;
    }
    line += part;
    used += wide;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
}
