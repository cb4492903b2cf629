/** The style of a book. Readers of books bring their own; this only sets what they cannot know. */
export function bookStyle(vertical: boolean): string {
  return `${vertical ? 'html { writing-mode: vertical-rl; -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; }\n' : ''}body { line-height: 1.5; }
h1, h2, h3, h4 { line-height: 1.25; text-align: left; text-align: start; page-break-after: avoid; }
img { max-width: 100%; max-height: 100%; }
figure { margin: 1em 0; }
figcaption, .caption, .meta, .attribution { font-size: 0.85em; }
.subtitle { font-size: 1.1em; }
.left-out { border: 1px solid; padding: 0.25em 0.75em; }
blockquote { margin: 1em 0; padding-left: 1em; border-left: 3px solid; }
pre { white-space: pre-wrap; font-size: 0.85em; text-align: left; text-align: start; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.5em; vertical-align: top; text-align: left; text-align: start; }
dt { font-weight: bold; }
.cover { margin: 0; text-align: center; }
`;
}
