import type { Settings } from '../../utils/model/settings';
import { isHan } from '../common/format';

/** Reading sizes in px. */
export const sizes = [15, 16, 17, 18, 19, 21, 23, 26, 30] as const;

const lines = { latin: [1.4, 1.5, 1.6, 1.75, 1.9], han: [1.6, 1.7, 1.85, 2, 2.15] } as const;
/** Measures in em, with about how many letters a line then holds. */
const measures = { latin: [29, 32, 35, 39, 44], han: [30, 34, 38, 42, 46] } as const;
/** Space between paragraphs, as parts of the default; and added space between letters, in em. */
const gaps = [0.4, 0.7, 1, 1.35, 1.8] as const;
const tracking = [0, 0.02, 0.04, 0.07, 0.1] as const;
const lettersPerEm = 1.94;

/** What the settings come to for a language: the figures that the panel shows and the style sheet uses. */
export interface Setting {
  size: number;
  line: number;
  measure: number;
  /** Characters in a line: Han characters, or about so many letters. */
  letters: number;
}

/** The figures for a language. A step out of range counts as the nearest. */
export function settingFor(settings: Settings, lang: string): Setting {
  const script = isHan(lang) ? 'han' : 'latin';
  const measure = stepOf(measures[script], settings.measureStep);
  return {
    size: settings.size === 'auto' ? (script === 'han' ? 18 : 19) : settings.size,
    line: stepOf(lines[script], settings.lineStep),
    measure,
    letters: script === 'han' ? measure : Math.round(measure * lettersPerEm),
  };
}

/** The next reading size up or down; the same where there is none. */
export function nextSize(size: number, direction: 1 | -1): number {
  const wanted = direction > 0 ? sizes.find((step) => step > size) : sizes.findLast((step) => step < size);
  return wanted ?? size;
}

/** Attributes of the reader's element: custom properties and switches that the style sheet reads. */
export function readerStyle(settings: Settings, lang: string): Record<string, unknown> {
  const { size, line, measure } = settingFor(settings, lang);
  return {
    style: {
      ...(settings.size === 'auto' ? {} : { '--reader-size': `${size}px` }),
      ...(settings.lineStep === 0 ? {} : { '--reader-line': String(line) }),
      ...(settings.measureStep === 0 ? {} : { '--reader-measure': `${measure}em` }),
      ...(settings.paragraphStep === 0
        ? {}
        : { '--reader-gap-share': String(stepOf(gaps, settings.paragraphStep)) }),
      ...(settings.letterStep === 0
        ? {}
        : { '--reader-tracking': `${tracking[Math.min(4, Math.max(0, settings.letterStep))] ?? 0}em` }),
    },
    'data-typeface': settings.typeface,
    'data-justify': settings.justify === 'auto' ? undefined : settings.justify ? 'on' : 'off',
    'data-indent': settings.indent ? 'on' : undefined,
    'data-figures': settings.oldstyle ? undefined : 'lining',
    'data-images': settings.images ? undefined : 'off',
    'data-vertical': settings.vertical && isUpright(lang) ? 'on' : undefined,
    'data-autospace': settings.autospace ? undefined : 'off',
  };
}

/** Attributes of the sheet around the reader's element. */
export function sheetStyle(
  { theme, focusLine }: Settings,
  direction: string | undefined,
): Record<string, string | undefined> {
  return {
    dir: direction === 'rtl' ? 'rtl' : 'ltr',
    'data-theme': theme === 'system' ? undefined : theme,
    'data-focus-line': focusLine ? '' : undefined,
  };
}

function stepOf(steps: readonly [number, ...number[]] | readonly number[], step: number): number {
  const index = Math.min(steps.length - 1, Math.max(0, 2 + step));
  return steps[index] ?? 0;
}

/** Whether a language can be set in columns. */
export function isUpright(lang: string): boolean {
  return /^(zh|ja|yue|ko)\b/i.test(lang);
}
