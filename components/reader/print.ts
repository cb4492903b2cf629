import { oursClass } from './marks/map-options';

/**
 * On paper a link cannot be followed: each that leaves the article gets a number, and its address stands in a list at
 * the end. Added when the browser begins to print, gone when it is done.
 */
export function addLinkNotes(body: HTMLElement, heading: string): void {
  removeLinkNotes(body);
  const document = body.ownerDocument;
  const addresses = new Map<string, number>();
  for (const link of body.querySelectorAll<HTMLAnchorElement>('a[href^="http"], a[href^="mailto:"]')) {
    const address = link.href;
    const number = addresses.get(address) ?? addresses.size + 1;
    addresses.set(address, number);
    const note = document.createElement('sup');
    note.className = `print-note ${oursClass}`;
    note.textContent = `[${number}]`;
    link.append(note);
  }
  if (addresses.size === 0) return;
  const section = document.createElement('section');
  section.className = `print-links ${oursClass}`;
  const title = document.createElement('h2');
  title.textContent = heading;
  const list = document.createElement('ol');
  for (const address of addresses.keys()) {
    const item = document.createElement('li');
    item.textContent = address;
    list.append(item);
  }
  section.append(title, list);
  body.append(section);
}

/** Takes them out again. */
export function removeLinkNotes(body: HTMLElement): void {
  for (const note of body.querySelectorAll('.print-note, .print-links')) note.remove();
}
