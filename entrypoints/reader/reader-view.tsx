import { render } from 'preact';
import { usePageFacts } from '../../components/hooks/use-page-facts';
import { useSettings } from '../../components/hooks/use-settings';
import { ClipNotice } from '../../components/reader/clip-notice';
import { Reader } from '../../components/reader/reader';
import { CorrectionsContext } from '../../components/rights/corrections';
import { ShowPlaceContext } from '../../components/rights/show-place';
import base from '../../components/styles/base.css?inline';
import readerCss from '../../components/styles/reader.css?inline';
import rightsCss from '../../components/styles/rights.css?inline';
import tokens from '../../components/styles/tokens.css?inline';
import { unsealed } from '../../utils/clip/unsealed';
import type { ReaderView, ReaderViewProps } from '../../utils/reading/reader-view';
import { draftOf } from '../../utils/reading/save-page';

/** The reader as Preact draws it. */
export const readerView: ReaderView = {
  styles: tokens + base + rightsCss + readerCss,
  draw: (root, props) => render(<ReaderSurface {...props} />, root),
  drawNotice: (root, props) => render(<ClipNotice {...props} />, root),
  clear: (root) => render(null, root),
};

function ReaderSurface({ reading, readAt, onShowPlace, ...rest }: ReaderViewProps) {
  const [settings, onSettings] = useSettings();
  const { facts, corrections } = usePageFacts(reading, rest.clip);
  const { article, html } = reading;
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
          settings={settings}
          onSettings={onSettings}
          {...rest}
        />
      </CorrectionsContext.Provider>
    </ShowPlaceContext.Provider>
  );
}
