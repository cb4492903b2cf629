import { isOwnWriting } from '../dom/own-writing';
import { CLIP_RECORD_VERSION } from '../model/clip';
import { evidence } from './evidence-shape';
import {
  type Check,
  count,
  flag,
  list,
  matching,
  number,
  oneOf,
  optional,
  plainJson,
  shape,
  table,
  text,
} from './shape';

/** Shapes of `utils/model`, as far as anything that reads a record relies on them. */

const word = text(200);
const line = text(4_000);
const paragraph = text(20_000);
/** Addresses that a clip may carry: `data:` images may be long, everything else is short. */
const imageAddress = matching(
  /^(?:https?:\/\/\S+|data:image\/\S+|blob:\S+)$/i,
  'image address',
  4 * 1024 * 1024,
);
const time = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/, 'UTC time', 40);
export const clipId = matching(
  /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  'clip id',
  45,
);

function claim(value: Check): Check {
  const alternative = shape({ value, confidence: number(0, 1), evidence: list(evidence) });
  return shape({
    value,
    status: oneOf('stated', 'inferred', 'user', 'conflict'),
    confidence: number(0, 1),
    evidence: list(evidence),
    alternatives: optional(list(alternative)),
  });
}

const agent = shape({
  kind: oneOf('person', 'organization'),
  name: line,
  family: optional(line),
  given: optional(line),
  role: word,
  rolePrinted: optional(word),
  affiliation: optional(line),
  url: optional(line),
});

const holder: Check = (value, path) =>
  thirdParty(value, path) === undefined ? undefined : agent(value, path);
const thirdParty = shape({ kind: oneOf('third-party'), name: line });

const partialDate = shape({ iso: word, precision: word, asPrinted: optional(line), tz: optional(word) });

const source = shape({
  title: claim(line),
  subtitle: optional(claim(paragraph)),
  originalTitle: optional(claim(line)),
  creators: list(claim(agent)),
  site: claim(
    shape({ name: line, url: line, domain: line, icp: optional(line), newsLicence: optional(line) }),
  ),
  breadcrumb: optional(claim(list(line))),
  published: optional(claim(partialDate)),
  modified: optional(claim(partialDate)),
  event: optional(claim(partialDate)),
  language: claim(word),
  type: claim(word),
  origin: optional(
    claim(shape({ name: optional(line), url: optional(line), agency: optional(line), relation: word })),
  ),
  urls: shape({ retrieved: text(8_192), cleaned: text(8_192), canonical: optional(claim(text(8_192))) }),
  access: optional(claim(shape({ free: flag }))),
});

const rights = shape({
  license: optional(claim(shape({ family: word, name: line, url: optional(line), spdx: optional(word) }))),
  holder: optional(claim(holder)),
  year: optional(claim(number(0, 9999))),
  notices: list(claim(paragraph)),
  permission: optional(claim(shape({ kind: word, conditions: optional(list(word)) }))),
  prohibition: optional(claim(shape({ acts: list(word) }))),
  disclaimer: optional(claim(paragraph)),
  contact: optional(claim(line)),
  attribution: optional(claim(shape({ name: optional(line), url: optional(text(8_192)) }))),
  noticeUrl: optional(claim(text(8_192))),
  machine: optional(plainJson),
  signal: shape({ light: oneOf('green', 'amber', 'red', 'grey'), code: word, because: list(evidence) }),
});

const image = shape({
  id: matching(/^[\w.-]+$/, 'image id', 40),
  src: imageAddress,
  alt: optional(paragraph),
  width: optional(number(0, 1_000_000)),
  height: optional(number(0, 1_000_000)),
  caption: optional(claim(paragraph)),
  credit: optional(claim(line)),
  creators: list(claim(agent)),
  agency: optional(claim(agent)),
  rights,
  embedded: optional(table(paragraph)),
});

const isText = text(8 * 1024 * 1024);
/** HTML that our own writer may have written: the worker, which cannot parse, keeps no other. */
const safeHtml: Check = (value, path) =>
  isText(value, path) ?? (isOwnWriting(value as string) ? undefined : `${path} is not the HTML of Colophon`);

const content = shape({
  title: line,
  subtitle: optional(paragraph),
  html: safeHtml,
  text: text(8 * 1024 * 1024),
  language: optional(word),
  direction: optional(oneOf('ltr', 'rtl')),
  wordCount: count,
  partial: optional(shape({ reason: oneOf('paywall', 'parts') })),
  parts: optional(list(shape({ number: count, url: text(8_192), read: flag }), 20)),
});

const capture = shape({
  at: time,
  clock: oneOf('device'),
  tool: word,
  toolVersion: word,
  browser: word,
  how: oneOf('full-article', 'selection', 'simplified', 'screenshot'),
});

const draftMembers = shape({
  version: oneOf(CLIP_RECORD_VERSION),
  id: clipId,
  content,
  source,
  rights,
  images: list(image, 2_000),
  capture,
});

/** The whole draft of a clip: known members are of their type, all the rest is plain JSON. */
export const clipDraft: Check = (value, path) => draftMembers(value, path) ?? plainJson(value, path);
