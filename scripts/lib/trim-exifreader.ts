/**
 * What of ExifReader goes into the package: the kinds of files that clips keep (utils/clip/sniff-image.ts), and the tags
 * that are asked for (components/hooks/read-embedded.ts). Its own custom build writes into its folder at installation; here
 * its switches become words that the minifier understands.
 */
const kept = ['JPEG', 'PNG', 'WEBP', 'AVIF', 'HEIC', 'EXIF', 'IPTC', 'XMP'];

/** Names of tags that are not asked for: those of the camera, of the place on the map. */
const unnamed = /\/exifreader\/src\/tag-names-(?:exif|gps|interoperability|mpf|canon|pentax)-ifd\.js$/;

export const trimExifReader = {
  name: 'colophon:trim-exifreader',
  transform: (code: string, id: string) => {
    if (unnamed.test(id)) return 'export default {};';
    if (!id.includes('/exifreader/src/')) return undefined;
    return code.replace(/\bConstants\.USE_(\w+)/g, (_, name: string) => String(kept.includes(name)));
  },
};
