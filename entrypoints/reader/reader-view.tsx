import { render } from 'preact';
import { useMemo } from 'preact/hooks';
import { usePageMarks } from '../../components/hooks/use-marks-of';
import { usePageFacts } from '../../components/hooks/use-page-facts';
import { useSettings, useSettingsOn } from '../../components/hooks/use-settings';
import { ClipNotice } from '../../components/reader/clip-notice';
import { replaceFirstFrame } from '../../components/reader/first-frame';
import { markedText } from '../../components/reader/marks/mark-store';
import { PageReader } from '../../components/reader/page-reader';
import { loadPart } from '../../components/reader/parts/load-part';
import { ReadingProgress } from '../../components/reader/reading-progress';
import { hostOf, siteChoice } from '../../components/reader/site-choice';
import { CorrectionsContext } from '../../components/rights/corrections';
import { ShowPlaceContext } from '../../components/rights/show-place';
import base from '../../components/styles/base.css?inline';
import around from '../../components/styles/reader-around.css?inline';
import { readingLoad } from '../../utils/aids/reading-time';
import { unsealed } from '../../utils/clip/unsealed';
import type { ReaderViewProps, WholeView } from '../../utils/reading/reader-view';
import { draftOf } from '../../utils/reading/save-page';

/** The reader as Preact draws it. */
export const wholeView: WholeView = {
  styles: base + around,
  lateStyles: async () => (await import('./late-styles')).lateStyles,
  draw: (root, props) => replaceFirstFrame(root, () => render(<ReaderSurface {...props} />, root)),
  drawNotice: (root, props) => render(<ClipNotice {...props} />, root),
  drawProgress: (root, props) => render(<ReadingProgress {...props} />, root),
  clear: (root) => render(null, root),
};

function ReaderSurface(props: ReaderViewProps) {
  const { text: read, facts: found, readAt, settings: known, onShowPlace, onQuietClip, ...rest } = props;
  const { article, html, url } = read;
  const [settings, change] = useSettings(known);
  const [settingsHere, changeHere] = useSettingsOn(hostOf(url), settings, change);
  const { facts, corrections } = usePageFacts(found, rest.clip);
  const store = usePageMarks(rest.clip.kind === 'saved' || rest.clip.kind === 'kept', onQuietClip);
  const images = found?.images ?? article.images;
  const text = useMemo(() => markedText(article, images, url), [article, images, url]);
  const load = useMemo(() => readingLoad(article.text), [article]);
  const own = facts?.source.title.status === 'user' ? facts.source.title.value : undefined;
  return (
    <ShowPlaceContext.Provider value={onShowPlace}>
      <CorrectionsContext.Provider value={corrections}>
        <PageReader
          article={{ ...article, title: own ?? article.title }}
          html={html}
          {...facts}
          capture={{ at: readAt }}
          citable={() => facts && unsealed(draftOf({ article, ...facts }, '', new Date(readAt)))}
          text={text}
          load={load}
          gaps={read.gaps}
          store={store}
          loadPart={loadPart}
          site={siteChoice(settings, url, change)}
          settings={settingsHere}
          onSettings={changeHere}
          {...rest}
        />
      </CorrectionsContext.Provider>
    </ShowPlaceContext.Provider>
  );
}
