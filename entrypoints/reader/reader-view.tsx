import { render } from 'preact';
import { useSettings } from '../../components/hooks/use-settings';
import { ClipNotice } from '../../components/reader/clip-notice';
import { Reader } from '../../components/reader/reader';
import base from '../../components/styles/base.css?inline';
import readerCss from '../../components/styles/reader.css?inline';
import tokens from '../../components/styles/tokens.css?inline';
import type { ReaderView, ReaderViewProps } from '../../utils/reading/reader-view';

/** The reader as Preact draws it. */
export const readerView: ReaderView = {
  styles: tokens + base + readerCss,
  draw: (root, props) => render(<ReaderSurface {...props} />, root),
  drawNotice: (root, props) => render(<ClipNotice {...props} />, root),
  clear: (root) => render(null, root),
};

function ReaderSurface({ reading, readAt, ...rest }: ReaderViewProps) {
  const [settings, onSettings] = useSettings();
  const { article, html, source, rights, images } = reading;
  return (
    <Reader
      mode="page"
      article={article}
      html={html}
      source={source}
      rights={rights}
      images={images}
      capture={{ at: readAt }}
      settings={settings}
      onSettings={onSettings}
      {...rest}
    />
  );
}
