/** Everything that is done by hand, as one part that is loaded when some of it is wanted. */
export { MissingDialog } from '../trace/missing-dialog';
export { AdjustPanel } from './adjust-panel';
export { HandNotice } from './hand-notice';
export { RemoveMode } from './remove-mode';
