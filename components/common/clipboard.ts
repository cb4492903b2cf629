export interface Copied {
  text: string;
  /** The same with italics, for programs that take them. */
  html?: string;
}

/**
 * Puts text on the clipboard, with formatting where there is some. `navigator.clipboard` is missing on http pages, and a
 * page may forbid it by policy: then the copy command, whose event is answered here, does it. False where both fail.
 */
export async function copyToClipboard(document: Document, { text, html }: Copied): Promise<boolean> {
  try {
    const { navigator, ClipboardItem, Blob } = document.defaultView ?? {};
    if (navigator?.clipboard && ClipboardItem && Blob && html) {
      const parts = { 'text/plain': text, 'text/html': html };
      const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })] as const);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    }
    if (navigator?.clipboard && !html) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // refused: the old way below
  }
  return copyByCommand(document, { text, html });
}

function copyByCommand(document: Document, { text, html }: Copied): boolean {
  const answer = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    if (html) event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  // On the window: the event must not reach the page's own listeners.
  const target = document.defaultView ?? document;
  target.addEventListener('copy', answer as EventListener, { capture: true, once: true });
  const done = document.execCommand('copy');
  target.removeEventListener('copy', answer as EventListener, { capture: true });
  return done;
}
