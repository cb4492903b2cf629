import type { Blockquote, Emphasis, Heading, Link, List, Paragraph, PhrasingContent, Text } from 'mdast';

/** Short makers of Markdown nodes. Text is escaped by the serialiser, never by us. */

export function text(value: string): Text {
  return { type: 'text', value };
}

export function italic(value: string): Emphasis {
  return { type: 'emphasis', children: [text(value)] };
}

export function link(url: string, words = url): Link {
  return { type: 'link', url, children: [text(words)] };
}

/** Words with the addresses in them as links; punctuation after an address is not part of it. */
export function linked(words: string): PhrasingContent[] {
  return words
    .split(/(https?:\/\/[^\s<>"”，。；、）]*[^\s<>"”，。；、）.,;:!?)\]'])/)
    .flatMap((part, index) => (part === '' ? [] : [index % 2 === 1 ? link(part) : text(part)]));
}

export function paragraph(...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children };
}

export function heading(depth: 1 | 2 | 3, words: string): Heading {
  return { type: 'heading', depth, children: [text(words)] };
}

export function quote(words: string): Blockquote {
  return { type: 'blockquote', children: [paragraph(text(words))] };
}

export function bullets(items: PhrasingContent[][]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: items.map((item) => ({ type: 'listItem', spread: false, children: [paragraph(...item)] })),
  };
}
