/** What the reader says of an article beside its text: a part that comes with the facts. */
export { ClosingColophon } from './closing-colophon';
export { Kicker, SourceLine } from './head-lines';
export { RightsLine } from './rights-line';
