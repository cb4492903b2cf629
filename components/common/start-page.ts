import { type ComponentChild, render } from 'preact';
import { noteUncaught } from '../../utils/trust/errors';
import { keepLedger } from '../../utils/trust/ledger';
import { interfaceLanguage } from './format';

/** Draws an extension page into `#root`, and tells the document its language and title. */
export function startPage(surface: ComponentChild, title?: string): void {
  noteUncaught(location.pathname);
  keepLedger();
  document.documentElement.lang = interfaceLanguage();
  if (title) document.title = `${title} · Colophon`;
  const root = document.getElementById('root');
  if (root) render(surface, root);
}
