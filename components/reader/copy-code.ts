import { oursClass } from './marks/map-options';

/**
 * Gives every block of code a button that copies it. The block gets a box around it, since the button must not scroll
 * with the code.
 * @param write puts text on the clipboard; false where the browser refused.
 */
export function addCopyButtons(
  body: HTMLElement,
  words: { copy: string; copied: string },
  write: (text: string) => Promise<boolean>,
): void {
  for (const code of [...body.querySelectorAll<HTMLElement>('pre')]) {
    const document = code.ownerDocument;
    const box = document.createElement('div');
    box.className = 'codebox';
    code.replaceWith(box);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `copy-code ${oursClass}`;
    button.textContent = words.copy;
    button.addEventListener('click', async () => {
      const done = await write(code.textContent ?? '');
      if (!done) return;
      button.textContent = words.copied;
      setTimeout(() => {
        button.textContent = words.copy;
      }, 2000);
    });
    box.append(code, button);
  }
}
