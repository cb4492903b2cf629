import latinItalic from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-italic.woff?inline';
import latin from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff?inline';
import latinBold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff?inline';
import extendedItalic from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-400-italic.woff?inline';
import extended from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-400-normal.woff?inline';
import extendedBold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-700-normal.woff?inline';
import type { FontFile } from './parts';

const basic =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';
const more =
  'U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+02C7-02CC,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+2C60-2C7F';

/**
 * Atkinson Hyperlegible (SIL Open Font License 1.1): letters that are hard to mistake for each other. Of the package's files
 * those without hints for coarse screens, which are a fifth smaller with the same letters.
 */
export const legibleFont: readonly FontFile[] = [
  { weight: '400', style: 'normal', range: basic, data: latin },
  { weight: '400', style: 'italic', range: basic, data: latinItalic },
  { weight: '700', style: 'normal', range: basic, data: latinBold },
  { weight: '400', style: 'normal', range: more, data: extended },
  { weight: '400', style: 'italic', range: more, data: extendedItalic },
  { weight: '700', style: 'normal', range: more, data: extendedBold },
];
