/**
 * Makes the pictures of the body openable: by click, and by Enter or space with the focus on them. A picture in a link
 * keeps its link. Small ones (icons, formulas) are left alone. Gives a function that ends it.
 */
export function openImages(
  body: HTMLElement,
  words: { open: string },
  open: (image: HTMLImageElement) => void,
): () => void {
  for (const image of openable(body)) {
    image.tabIndex = 0;
    image.setAttribute('role', 'button');
    if (!image.alt) image.removeAttribute('alt'); // empty it says that there is nothing to press
    image.setAttribute('aria-label', image.alt ? `${words.open}: ${image.alt}` : words.open);
    image.classList.add('openable');
  }
  const imageOf = (event: Event): HTMLImageElement | undefined =>
    event.target instanceof HTMLImageElement && event.target.classList.contains('openable')
      ? event.target
      : undefined;
  const onClick = (event: Event): void => {
    const image = imageOf(event);
    if (image) open(image);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const image = imageOf(event);
    if (!image || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    open(image);
  };
  body.addEventListener('click', onClick);
  body.addEventListener('keydown', onKeyDown);
  return () => {
    body.removeEventListener('click', onClick);
    body.removeEventListener('keydown', onKeyDown);
  };
}

/** The pictures of a body that open large, in reading order. */
export function openable(body: HTMLElement): HTMLImageElement[] {
  return [...body.querySelectorAll('img')].filter((image) => {
    if (image.closest('a, button')) return false;
    const width = Number(image.getAttribute('width') ?? Number.NaN);
    return image.closest('figure') !== null || Number.isNaN(width) || width >= 120;
  });
}
