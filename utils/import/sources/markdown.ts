import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parse } from 'yaml';
import { isObject, type JsonObject } from '../json';
import { pageItem, timeOf } from '../page-item';
import { tameMarkdown } from '../tame-markdown';
import type { ParsedItem } from '../types';

/**
 * A note with front matter: Obsidian Web Clipper's (`title, source, author, published, created, description, tags`)
 * and our own. Tags lose Obsidian's `#`, people their `[[…]]`.
 */
export function fromMarkdown(text: string, name: string): ParsedItem {
  const [, yaml = '', body = text] =
    /^\ufeff?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(text) ?? [];
  const facts = readYaml(yaml);
  const list = (...keys: string[]): string[] => keys.flatMap((key) => texts(facts[key]));
  const first = (...keys: string[]): string | undefined => list(...keys)[0];
  const heading = /^#[ \t]{1,9}(.+)$/m.exec(body)?.[1];
  const published = first('published', 'date_published', 'date');
  const site = first('site', 'publisher') ?? (isAddress(first('source')) ? undefined : first('source'));
  const subtitle = first('description', 'subtitle');
  const language = first('language', 'lang');
  return pageItem(name, {
    url: list('url', 'source', 'link', 'canonical').find(isAddress) ?? first('url', 'source', 'link'),
    title: first('title') ?? heading ?? name.replace(/^.*\//, '').replace(/\.(?:md|markdown)$/i, ''),
    savedAt: timeOf(first('captured', 'created', 'saved', 'date_saved', 'clipped')),
    tags: list('tags', 'tag', 'keywords')
      .flatMap((tag) => tag.split(','))
      .map((tag) => tag.trim().replace(/^#/, '')),
    authors: list('author', 'authors', 'creator').map((author) => author.replace(/^\[\[|\]\]$/g, '')),
    ...(published && { published: published.slice(0, 10) }),
    ...(site && { site }),
    ...(subtitle && { subtitle }),
    ...(language && { language }),
    // Raw HTML in notes is cleaned like any other before it is kept.
    html: micromark(tameMarkdown(body), {
      allowDangerousHtml: true,
      extensions: [gfm()],
      htmlExtensions: [rawGfmHtml()],
    }),
  });
}

/** GitHub's HTML without its filter, which would show the tags of scripts as words: ours takes the scripts out. */
function rawGfmHtml(): ReturnType<typeof gfmHtml> {
  const { enter, exit = {} } = gfmHtml();
  const { htmlFlowData: _flow, htmlTextData: _text, ...rest } = exit as Record<string, never>;
  return { enter, exit: rest };
}

function readYaml(yaml: string): JsonObject {
  try {
    // Aliases are how a small file of YAML becomes a huge one.
    const facts: unknown = parse(yaml, { maxAliasCount: 0, schema: 'core' });
    return isObject(facts) ? Object.assign(Object.create(null), facts) : {};
  } catch {
    return {};
  }
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value === 'string' && value.trim() !== '') return [value];
  return typeof value === 'number' ? [String(value)] : [];
}

function isAddress(text: string | undefined): boolean {
  return /^https?:\/\//i.test(text ?? '');
}
