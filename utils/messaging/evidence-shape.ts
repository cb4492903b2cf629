import { optional, plainJson, shape, text } from './shape';

const word = text(200);

/** Where a value was found, as far as anything that reads it relies on it. */
export const evidence = shape({
  kind: word,
  rule: word,
  scope: word,
  quote: optional(text(2_000)),
  selector: optional(plainJson),
});
