import { render } from 'preact';
import type { CiteMount } from '../reader/parts/parts';
import { CiteDialog } from './cite-dialog';

/** Puts the citations into an element of a surface that was drawn by another script. */
export const citeDialog: CiteMount = (place, props) => {
  render(<CiteDialog {...props} />, place);
  return () => render(null, place);
};
