import { embeddedNames, MAX_EMBEDDED } from '../rights/embedded';
import { type Check, matching, optional, shape, text } from './shape';

// Two units for each character outside the basic plane.
const facts = shape(
  Object.fromEntries(embeddedNames.map((name) => [name, optional(text(2 * MAX_EMBEDDED))])),
);

/** Only names that we know: the list is kept in the record as it comes. */
const known: Check = (value, path) => {
  const stranger = Object.keys(value ?? {}).find(
    (name) => !(embeddedNames as readonly string[]).includes(name),
  );
  return stranger === undefined ? facts(value, path) : `${path} has an unknown member`;
};

/** What was found in the bytes of one image. */
export const embeddedFinding = shape({
  digest: matching(/^sha256:[0-9a-f]{64}$/, 'digest', 71),
  embedded: known,
});
