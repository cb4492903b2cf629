import { type IncludeTagsOptions, loadView } from 'exifreader';
import { parseInertXml } from '../../utils/dom/parse-inert';
import { type Embedded, embeddedFacts, type FileTags } from '../../utils/rights/embedded';

/** Everything else in the file, a place on the map for instance, is not given. */
const wanted: IncludeTagsOptions = { exif: ['Artist', 'Copyright'], iptc: true, xmp: true };

/**
 * Reads IPTC, XMP and EXIF in the bytes of an image. By ExifReader, which is heavy: load this file when it is needed.
 * Its `loadView` is the part that knows no network; XMP goes through our own parser, since an extension page lets no
 * other one work (Trusted Types). Gives what is there; another kind of file, or a broken one, says nothing.
 */
export function readEmbedded(bytes: ArrayBuffer, window: { DOMParser?: typeof DOMParser }): Embedded {
  const domParser = { parseFromString: (xml: string) => parseInertXml(xml, window) };
  try {
    const options = { expanded: true as const, domParser, includeTags: wanted };
    return embeddedFacts(loadView(new DataView(bytes), options) as FileTags);
  } catch {
    return {};
  }
}
