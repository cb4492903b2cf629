/** What a person may choose; kept on this machine. Every field has a default, so that new ones can be added. */
export interface Settings {
  /** `system` follows the browser's light or dark. */
  theme: 'system' | 'light' | 'sepia' | 'dark' | 'black';
  typeface: 'serif' | 'sans';
  /** Reading size in px; `auto` is 19 for Latin and 18 for Chinese. */
  size: number | 'auto';
  justify: boolean;
  /** First-line indent of two characters in Chinese. */
  indent: boolean;
}

export const defaultSettings: Settings = {
  theme: 'system',
  typeface: 'serif',
  size: 'auto',
  justify: false,
  indent: false,
};
