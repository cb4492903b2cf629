import { markColours } from '../model/settings';
import { type Check, count, list, matching, oneOf, optional, plainJson, shape, text } from './shape';

const time = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/, 'UTC time', 40);

export const markId = matching(/^[\w:.-]+$/, 'id of a mark', 80);

const quote = shape({
  type: oneOf('TextQuoteSelector'),
  exact: matching(/\S/, 'quote', 200_000),
  prefix: optional(text(200)),
  suffix: optional(text(200)),
});
const position = shape({ type: oneOf('TextPositionSelector'), start: count, end: count });

/** Exactly a quote and a position, in this order. */
const selectors: Check = (value, path) => {
  if (!Array.isArray(value) || value.length !== 2) return `${path} is no pair of selectors`;
  return quote(value[0], `${path}[0]`) ?? position(value[1], `${path}[1]`);
};

const members = shape({
  id: markId,
  motivation: oneOf('highlighting', 'commenting'),
  body: optional(text(20_000)),
  colour: optional(oneOf(...markColours)),
  created: time,
  modified: optional(time),
  target: shape({ source: text(8_192), selector: selectors }),
});

/** A mark: known members are of their type, all the rest is plain JSON. */
export const mark: Check = (value, path) => members(value, path) ?? plainJson(value, path);

/** The marks of a clip. */
export const marks = list(mark, 10_000);
