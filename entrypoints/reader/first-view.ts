import { drawFirstFrame } from '../../components/reader/first-frame';
import ground from '../../components/styles/ground.css?inline';
import readerCss from '../../components/styles/reader.css?inline';
import themes from '../../components/styles/themes.css?inline';
import tokens from '../../components/styles/tokens.css?inline';
import type { ReaderView } from '../../utils/reading/reader-view';

/** The text at once; Preact and all that it draws come as a part of their own. */
export const firstView: ReaderView = {
  styles: tokens + themes + ground + readerCss,
  drawText: drawFirstFrame,
  whole: async () => (await import('./reader-view')).wholeView,
};
