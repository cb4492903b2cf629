/** What joins an article of several pages, as one part that is loaded when a page is one of several. */
export { fetchPart } from './fetch-part';
export { gatherParts } from './gather-parts';
export { joinParts } from './join-parts';
export { readDocument } from './read-document';
