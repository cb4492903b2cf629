import { type ComponentChild, render } from 'preact';
import { interfaceLanguage } from './format';

/** Draws an extension page into `#root`, and tells the document its language and title. */
export function startPage(surface: ComponentChild, title?: string): void {
  document.documentElement.lang = interfaceLanguage();
  if (title) document.title = `${title} · Colophon`;
  const root = document.getElementById('root');
  if (root) render(surface, root);
}
