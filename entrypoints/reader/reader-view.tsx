import { render } from 'preact';
import { useSettings } from '../../components/hooks/use-settings';
import type { ClipState } from '../../components/reader/clip-state';
import { Reader } from '../../components/reader/reader';
import base from '../../components/styles/base.css?inline';
import readerCss from '../../components/styles/reader.css?inline';
import tokens from '../../components/styles/tokens.css?inline';
import type { Reading } from './read-page';

export const readerStyles = tokens + base + readerCss;

interface ViewProps {
  reading: Reading;
  readAt: string;
  clip: ClipState;
  onClip: () => void;
  onUndo: () => void;
  onClose: () => void;
}

/** Draws the reader into an element, or draws it anew with other props. */
export function drawReader(root: HTMLElement, props: ViewProps): void {
  render(<ReaderView {...props} />, root);
}

/** Takes the reader out of the element; its effects end. */
export function clearReader(root: HTMLElement): void {
  render(null, root);
}

function ReaderView({ reading, readAt, ...rest }: ViewProps) {
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
