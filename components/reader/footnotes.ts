import { raise } from '../../utils/reading/genuine';
import { oursClass } from './marks/map-options';

/** A reference of a footnote and what it opens. */
interface Footnote {
  link: HTMLAnchorElement;
  /** The item that holds the note's words, at the end of the article. */
  note: HTMLElement;
}

/**
 * Lets footnotes open where they are read: the note appears below the line of its number, and closes again with its
 * button, with Escape or with the number. A number whose note is missing becomes plain text. Gives a function that ends
 * it. Works on links to `#fn-…`, as the extractor writes them.
 */
export function openFootnotesInPlace(body: HTMLElement, words: { close: string; note: string }): () => void {
  for (const link of body.querySelectorAll<HTMLAnchorElement>('a[href^="#fn-"]')) {
    const found = footnoteOf(body, link);
    if (!found) {
      link.replaceWith(...link.childNodes);
      continue;
    }
    link.classList.add('ref');
    link.setAttribute('role', 'button');
    link.setAttribute('aria-expanded', 'false');
    link.setAttribute(
      'aria-label',
      `${words.note} ${link.textContent?.replace(/[[\]()]/g, '').trim() ?? ''}`.trim(),
    );
  }
  const onClick = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.ref') : null;
    const found = link && footnoteOf(body, link);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    if (found.link.getAttribute('aria-expanded') === 'true') closeAll(body);
    else open(body, found, words);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.ref') : null;
    if (event.key === ' ' && link) {
      event.preventDefault(); // a button is pressed with the space bar too
      raise(link, new MouseEvent('click', { bubbles: true, cancelable: true }));
    }
    if (event.key !== 'Escape' || !body.querySelector('.footnote')) return;
    event.preventDefault();
    event.stopPropagation();
    closeAll(body)?.focus();
  };
  body.addEventListener('click', onClick, { capture: true });
  body.addEventListener('keydown', onKeyDown);
  return () => {
    body.removeEventListener('click', onClick, { capture: true });
    body.removeEventListener('keydown', onKeyDown);
    closeAll(body);
  };
}

function footnoteOf(body: HTMLElement, link: HTMLAnchorElement): Footnote | undefined {
  const id = link.getAttribute('href')?.slice(1);
  const note = id && body.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`);
  return note ? { link, note } : undefined;
}

function open(body: HTMLElement, { link, note }: Footnote, words: { close: string; note: string }): void {
  closeAll(body);
  const document = body.ownerDocument;
  const place = document.createElement('aside');
  place.className = `footnote ${oursClass}`;
  place.setAttribute('role', 'note');
  place.tabIndex = -1;
  place.append(...copyOf(note));
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'footnote-close';
  close.setAttribute('aria-label', words.close);
  close.textContent = '×';
  close.addEventListener('click', () => closeAll(body)?.focus());
  place.append(close);
  const block = blockOf(link, body);
  block.after(place);
  const offset = link.getBoundingClientRect().left - block.getBoundingClientRect().left;
  place.style.setProperty('--at', `${Math.max(12, Math.round(offset))}px`);
  link.setAttribute('aria-expanded', 'true');
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'nearest' });
}

/** The words of a note without the link back and without ids, which may stand only once. */
function copyOf(note: HTMLElement): Node[] {
  const copy = note.cloneNode(true) as HTMLElement;
  for (const back of copy.querySelectorAll('a[href^="#fnref-"]')) back.remove();
  for (const ours of copy.querySelectorAll(`.${oursClass}`)) ours.remove();
  for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
  return [...copy.childNodes];
}

/** The outermost block below the body, or the list item or cell: a note must not stand inside a line. */
function blockOf(link: Element, body: HTMLElement): Element {
  let block: Element = link;
  while (block.parentElement && block.parentElement !== body) block = block.parentElement;
  return block;
}

/** Closes the open note. Gives its number, which takes the focus. */
function closeAll(body: HTMLElement): HTMLElement | undefined {
  for (const note of body.querySelectorAll('.footnote')) note.remove();
  const link = body.querySelector<HTMLElement>('a.ref[aria-expanded="true"]') ?? undefined;
  link?.setAttribute('aria-expanded', 'false');
  return link;
}
