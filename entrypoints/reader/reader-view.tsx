import { render } from 'preact';
import { useMemo } from 'preact/hooks';
import { usePageMarks } from '../../components/hooks/use-marks-of';
import { usePageFacts } from '../../components/hooks/use-page-facts';
import { useSettings, useSettingsOn } from '../../components/hooks/use-settings';
import { ClipNotice } from '../../components/reader/clip-notice';
import { markedText } from '../../components/reader/marks/mark-store';
import { loadPart } from '../../components/reader/parts/load-part';
import { Reader } from '../../components/reader/reader';
import { ReadingProgress } from '../../components/reader/reading-progress';
import { hostOf, siteChoice } from '../../components/reader/site-choice';
import { CorrectionsContext } from '../../components/rights/corrections';
import { ShowPlaceContext } from '../../components/rights/show-place';
import aids from '../../components/styles/aids.css?inline';
import base from '../../components/styles/base.css?inline';
import readerCss from '../../components/styles/reader.css?inline';
import rightsCss from '../../components/styles/rights.css?inline';
import themes from '../../components/styles/themes.css?inline';
import tokens from '../../components/styles/tokens.css?inline';
import { readingLoad } from '../../utils/aids/reading-time';
import { unsealed } from '../../utils/clip/unsealed';
import type { ReaderView, ReaderViewProps } from '../../utils/reading/reader-view';
import { draftOf } from '../../utils/reading/save-page';

/** The reader as Preact draws it. */
export const readerView: ReaderView = {
  styles: tokens + themes + base + rightsCss + readerCss + aids,
  draw: (root, props) => render(<ReaderSurface {...props} />, root),
  drawNotice: (root, props) => render(<ClipNotice {...props} />, root),
  drawProgress: (root, props) => render(<ReadingProgress {...props} />, root),
  clear: (root) => render(null, root),
};

function ReaderSurface({ reading, readAt, onShowPlace, onQuietClip, ...rest }: ReaderViewProps) {
  const { article, html, images, source } = reading;
  const { retrieved } = source.urls;
  const [settings, change] = useSettings();
  const [settingsHere, changeHere] = useSettingsOn(hostOf(retrieved), settings, change);
  const { facts, corrections } = usePageFacts(reading, rest.clip);
  const store = usePageMarks(rest.clip.kind === 'saved' || rest.clip.kind === 'kept', onQuietClip);
  const text = useMemo(() => markedText(article, images, retrieved), [article, images, retrieved]);
  const load = useMemo(() => readingLoad(article.text), [article]);
  const title = facts.source.title.status === 'user' ? facts.source.title.value : article.title;
  return (
    <ShowPlaceContext.Provider value={onShowPlace}>
      <CorrectionsContext.Provider value={corrections}>
        <Reader
          mode="page"
          article={{ ...article, title }}
          html={html}
          {...facts}
          capture={{ at: readAt }}
          citable={() => unsealed(draftOf({ ...reading, ...facts }, '', new Date(readAt)))}
          text={text}
          load={load}
          gaps={reading.gaps}
          store={store}
          loadPart={loadPart}
          site={siteChoice(settings, retrieved, change)}
          settings={settingsHere}
          onSettings={changeHere}
          {...rest}
        />
      </CorrectionsContext.Provider>
    </ShowPlaceContext.Provider>
  );
}
