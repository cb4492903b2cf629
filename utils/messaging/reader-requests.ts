import { evidence } from './evidence-shape';
import type { ToReader } from './protocol';
import { type Check, flag, optional, plainJson, shape, text } from './shape';

const nothing = shape({});

/** What the background may ask of the reader script. */
export const readerRequests: Record<keyof ToReader, Check> = {
  ping: nothing,
  toggleReader: shape({ notice: optional(flag) }),
  describePage: nothing,
  pickBlock: nothing,
  draftPage: nothing,
  showPlace: shape({ evidence }),
  clipPage: shape({ anyway: optional(flag), notice: optional(flag), draftId: optional(text(45)) }),
  clipSelection: shape({ notice: optional(flag) }),
  readFetched: shape({ url: text(8_192), html: text(16 * 1024 * 1024), stamp: plainJson }),
  tellClip: shape({ result: plainJson }),
  fetchImage: shape({ src: text(8_192) }),
};
