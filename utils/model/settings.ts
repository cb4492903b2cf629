/** What a person may choose; kept on this machine. Every field has a default, so that new ones can be added. */
export interface Settings {
  /** `system` follows the browser's light or dark. */
  theme: 'system' | 'light' | 'sepia' | 'dark' | 'black';
  typeface: 'serif' | 'sans';
  /** Reading size in px; `auto` is 19 for Latin and 18 for Chinese. */
  size: number | 'auto';
  /** `auto`: Chinese justified, Latin ragged. */
  justify: boolean | 'auto';
  /** Steps from the default line height, -2 to 2; the default differs by script. */
  lineStep: number;
  /** Steps from the default measure, -2 to 2. */
  measureStep: number;
  /** Old-style figures in Latin text. */
  oldstyle: boolean;
  /** A thin space between Han and Latin or digits. */
  autospace: boolean;
  /** First-line indent of two characters in Chinese. */
  indent: boolean;
}

export const defaultSettings: Settings = {
  theme: 'system',
  typeface: 'serif',
  size: 'auto',
  justify: 'auto',
  lineStep: 0,
  measureStep: 0,
  oldstyle: true,
  autospace: true,
  indent: false,
};
