import type { SiteRule } from './site-rule';

/** How an article is set: what may also be chosen for one site alone. Every field has a default. */
export interface Look {
  /** `system` follows the browser's light or dark. */
  theme: 'system' | 'light' | 'sepia' | 'grey' | 'dark' | 'black' | 'contrast';
  /** `legible` is Atkinson Hyperlegible, which comes with Colophon. */
  typeface: 'serif' | 'sans' | 'system' | 'mono' | 'legible';
  /** Reading size in px; `auto` is 19 for Latin and 18 for Chinese. */
  size: number | 'auto';
  /** `auto`: Chinese justified, Latin ragged. */
  justify: boolean | 'auto';
  /** Steps from the default line height, -2 to 2; the default differs by script. */
  lineStep: number;
  /** Steps from the default measure, -2 to 2. */
  measureStep: number;
  /** Steps of added space between letters, 0 to 4. */
  letterStep: number;
  /** Steps from the default space between paragraphs, -2 to 2. */
  paragraphStep: number;
  /** Old-style figures in Latin text. */
  oldstyle: boolean;
  /** A thin space between Han and Latin or digits. */
  autospace: boolean;
  /** First-line indent of two characters in Chinese. */
  indent: boolean;
  /** Chinese, Japanese and Korean set in columns from right to left. */
  vertical: boolean;
  /** Chinese as it stands, or shown in the other script. */
  han: 'as-is' | 'simplified' | 'traditional';
  images: boolean;
  /** A band of a few lines stays clear, the rest is dimmed. */
  focusLine: boolean;
}

export const markColours = ['blue', 'violet', 'teal', 'rose'] as const;
export type MarkColour = (typeof markColours)[number];

/** What a person may choose; kept on this machine. Every field has a default, so that new ones can be added. */
export interface Settings extends Look {
  /** Looks of single sites, by host; what is not named there is as everywhere. */
  sites: Record<string, Partial<Look>>;
  /** Addresses that open in the reader by themselves: a host (`news.example`) or a pattern with `*`. */
  openOn: string[];
  /** What the person decided by hand about the pages of a site, by host. */
  rules: Record<string, SiteRule>;
  /** A copied passage carries a line with its source. */
  copySource: boolean;
  /** Saved searches of the library: the query by its name, in the order in which they were saved. */
  searches: Record<string, string>;
  markColour: MarkColour;
  /** How exported files are named: words in braces stand for facts of the clip. */
  exportNames: string;
  /** The front matter of exported Markdown, a field a line; empty: the fields that Colophon gives. */
  exportFields: string;
  /** Tags in Markdown for Obsidian are links to notes. */
  exportWikilinks: boolean;
  /** The vault and folder that new notes in Obsidian go to. */
  obsidian: { vault: string; folder: string };
  /** Speed of speech, 1 is the voice's own. */
  speechRate: number;
  /** The voice for a language, `voiceURI` by language without region. */
  voices: Record<string, string>;
  /** Keys of the reader that differ from the declared ones, by the name of the action. */
  keys: Record<string, string>;
}

export const defaultLook: Look = {
  theme: 'system',
  typeface: 'serif',
  size: 'auto',
  justify: 'auto',
  lineStep: 0,
  measureStep: 0,
  letterStep: 0,
  paragraphStep: 0,
  oldstyle: true,
  autospace: true,
  indent: false,
  vertical: false,
  han: 'as-is',
  images: true,
  focusLine: false,
};

export const defaultSettings: Settings = {
  ...defaultLook,
  sites: {},
  openOn: [],
  rules: {},
  copySource: false,
  searches: {},
  markColour: 'blue',
  exportNames: '{title}',
  exportFields: '',
  exportWikilinks: false,
  obsidian: { vault: '', folder: '' },
  speechRate: 1,
  voices: {},
  keys: {},
};

/** The settings as they hold on a site: its own look over the common one. */
export function settingsOn(settings: Settings, host: string): Settings {
  return { ...settings, ...settings.sites[host] };
}

/** Only the part of a change that is a look. */
export function lookOf(change: Partial<Settings>): Partial<Look> {
  return Object.fromEntries(Object.entries(change).filter(([name]) => name in defaultLook));
}

/**
 * A change as it is kept: what is a look goes to the site alone where the site has a look of its own, else to all.
 * Takes the settings as kept, not as they hold on the site.
 */
export function changedOn(settings: Settings, host: string, change: Partial<Settings>): Partial<Settings> {
  const own = settings.sites[host];
  if (!own) return change;
  const look = lookOf(change);
  const rest = Object.fromEntries(Object.entries(change).filter(([name]) => !(name in look)));
  return { ...rest, sites: { ...settings.sites, [host]: { ...own, ...look } } };
}

/** The kept settings with a look of its own for a site (which begins as the common one), or without it. */
export function withSite(settings: Settings, host: string, own: boolean): Partial<Settings> {
  const { [host]: _, ...others } = settings.sites;
  return { sites: own ? { ...others, [host]: {} } : others };
}

/**
 * Whether a page opens in the reader by itself. A pattern without `*` and `/` is a host and its subdomains; in any
 * other, `*` stands for anything, and the scheme may be left out.
 */
export function opensByItself(patterns: readonly string[], url: string): boolean {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    return false;
  }
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return false;
  return patterns.some((pattern) => matches(pattern.trim(), address));
}

/** Whether a person's words are a host or a pattern that can open anything by itself. */
export function isPattern(words: string): boolean {
  if (/\s/.test(words)) return false;
  if (/[*/]/.test(words)) return /[\p{L}\p{N}]/u.test(words);
  return /^(?:[\p{L}\p{N}-]+\.)*[\p{L}\p{N}-]+(?::\d{1,5})?$/u.test(words);
}

function matches(pattern: string, { host, hostname, href }: URL): boolean {
  if (!pattern) return false;
  if (!/[*/]/.test(pattern)) {
    const named = pattern.toLowerCase();
    return host === named || hostname === named || hostname.endsWith(`.${named}`);
  }
  const bare = (address: string): string => address.replace(/^https?:\/\//, '').toLowerCase();
  return fits(bare(href), bare(pattern).split('*'));
}

/** Does a text begin with the first part, end with the last, and hold the others between them in this order? */
function fits(text: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
