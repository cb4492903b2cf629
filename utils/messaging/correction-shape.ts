import { namedLicences } from '../model/correction';
import { type Check, list, matching, oneOf, optional, shape, text } from './shape';

/** When a correction was made. */
export const time = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/, 'UTC time', 40);

const words = matching(/\S/, 'text', 4_000);
const note = text(4_000);

const person = shape({
  name: words,
  role: oneOf(
    'author',
    'correspondent',
    'photographer',
    'editor',
    'translator',
    'illustrator',
    'compiler',
    'agency',
    'other',
  ),
  affiliation: optional(words),
});

const date = shape({
  iso: matching(/^\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?)?$/, 'date', 40),
  precision: oneOf('year', 'month', 'day', 'minute', 'second'),
  asPrinted: optional(words),
  tz: optional(text(10)),
});

const rightsByKind: Record<string, Check> = {
  permission: shape({ note: words }),
  licence: shape({ licence: oneOf(...namedLicences), note: optional(note) }),
  reserved: shape({ note: optional(note) }),
  unstated: shape({ note: optional(note) }),
};

const rights: Check = (value, path) => {
  const kind = (value as { kind?: unknown } | null)?.kind;
  const check =
    typeof kind === 'string' && Object.hasOwn(rightsByKind, kind) ? rightsByKind[kind] : undefined;
  return check ? check(value, path) : `${path}.kind is none of ${Object.keys(rightsByKind).join(', ')}`;
};

const valueByFact: Record<string, Check> = {
  title: words,
  site: words,
  creators: list(person, 100),
  origin: words,
  published: date,
  rights,
  credit: words,
};

const image = shape({ imageId: matching(/^[\w.-]+$/, 'image id', 40) });

/** A correction of one fact: the value fits the fact, or is `null` to put back what the page says. */
export const correction: Check = (value, path) => {
  const { fact, value: entered } = (value ?? {}) as { fact?: unknown; value?: unknown };
  const check = typeof fact === 'string' && Object.hasOwn(valueByFact, fact) ? valueByFact[fact] : undefined;
  if (!check) return `${path}.fact is none of ${Object.keys(valueByFact).join(', ')}`;
  const fault = fact === 'credit' ? image(value, path) : undefined;
  return fault ?? (entered === null ? undefined : check(entered, `${path}.value`));
};
