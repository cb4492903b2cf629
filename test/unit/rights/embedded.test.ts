// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { readEmbedded } from '../../../components/hooks/read-embedded';
import type { ClipImage } from '../../../utils/model/clip';
import { embeddedConflicts, embeddedFacts, MAX_EMBEDDED, withEmbedded } from '../../../utils/rights/embedded';
import { image, person, stated } from '../components/samples';
import { jpegWith, packet, pngWith, webpWith } from './picture-files';

const read = (bytes: ArrayBuffer) => readEmbedded(bytes, window);
const bag = (kind: string, ...items: string[]) =>
  `<rdf:${kind}>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join('')}</rdf:${kind}>`;
const alt = (text: string) => `<rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt>`;
const xmp = packet(
  `<dc:creator>${bag('Seq', 'Tomas Reed', '周一舟')}</dc:creator>` +
    '<photoshop:Credit>Harbour Pictures</photoshop:Credit><photoshop:Source>Quay Archive</photoshop:Source>' +
    `<dc:rights>${alt('© 2026 Harbour Pictures')}</dc:rights>` +
    '<xmpRights:WebStatement>https://pictures.example/terms</xmpRights:WebStatement>' +
    `<xmpRights:UsageTerms>${alt('Not for advertising')}</xmpRights:UsageTerms>` +
    '<cc:license rdf:resource="https://creativecommons.org/licenses/by-nc/4.0/"/>' +
    '<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Harbour Pictures</plus:LicensorName>' +
    '<plus:LicensorURL>https://pictures.example/buy</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>' +
    '<plus:DataMining>http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED</plus:DataMining>',
);
const all = {
  creator: 'Tomas Reed; 周一舟',
  credit: 'Harbour Pictures',
  copyright: '© 2026 Harbour Pictures',
  source: 'Quay Archive',
  webStatement: 'https://pictures.example/terms',
  usageTerms: 'Not for advertising',
  license: 'https://creativecommons.org/licenses/by-nc/4.0/',
  licensor: 'Harbour Pictures; https://pictures.example/buy',
  dataMining: 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED',
};

describe('what a picture file says of itself', () => {
  it.each([
    ['JPEG', jpegWith({ xmp })],
    ['PNG', pngWith({ xmp })],
    ['WebP', webpWith({ xmp })],
  ])('is read from the XMP of a %s', (_, bytes) => {
    expect(read(bytes)).toEqual(all);
  });

  it('is read from IPTC, in any script, several by-lines too', () => {
    const iptc = [
      [80, 'Tomas Reed'],
      [80, '周一舟'],
      [110, 'Harbour Pictures'],
      [115, '河湾日报'],
      [116, '© 2026 Harbour Pictures'],
    ] as const;
    expect(read(jpegWith({ iptc }))).toEqual({
      creator: 'Tomas Reed; 周一舟',
      credit: 'Harbour Pictures',
      source: '河湾日报',
      copyright: '© 2026 Harbour Pictures',
    });
  });

  it('keeps the words of the camera apart', () => {
    const exif = [
      [0x013b, 'Old Owner'],
      [0x8298, '(c) Old Owner'],
    ] as const;
    expect(read(jpegWith({ exif, iptc: [[80, 'Tomas Reed']] }))).toEqual({
      creator: 'Tomas Reed',
      exifArtist: 'Old Owner',
      exifCopyright: '(c) Old Owner',
    });
  });

  it('is nothing in a file without words, in a broken one, and in one that is no picture', () => {
    expect(read(jpegWith({}))).toEqual({});
    expect(read(jpegWith({ xmp }).slice(0, 60))).toEqual({});
    expect(read(new ArrayBuffer(0))).toEqual({});
    expect(read(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>').buffer)).toEqual({});
  });

  it('is a text of bounded length, whatever the file holds', () => {
    const markup = '&lt;img src=x onerror=alert(1)&gt;';
    const hostile = packet(
      `<photoshop:Credit>${markup}</photoshop:Credit><photoshop:Source>${'长'.repeat(40_000)}</photoshop:Source>` +
        `<dc:rights>${alt('Ada\u202E eolraM\n\t')}</dc:rights>`,
    );
    const found = read(pngWith({ xmp: hostile }));
    expect(found.credit).toBe('<img src=x onerror=alert(1)>');
    expect(found.copyright).toBe('Ada eolraM');
    expect([...(found.source ?? '')]).toHaveLength(MAX_EMBEDDED);
    expect(found.source?.endsWith('…')).toBe(true);
  });

  it('is not read from XML that names entities', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "Ada">]>${packet('<photoshop:Credit>&a;</photoshop:Credit>')}`;
    expect(read(jpegWith({ xmp: bomb, iptc: [[110, 'Quay Archive']] }))).toEqual({ credit: 'Quay Archive' });
  });

  it('comes to nothing from tags that are no tags', () => {
    let deep: unknown = 'x';
    for (let depth = 0; depth < 1_000; depth++) deep = { value: [deep] };
    const tags = { xmp: { creator: deep, Credit: 7, rights: null, Source: { value: '  ' } }, iptc: {} };
    expect(embeddedFacts(tags)).toEqual({});
  });
});

describe('the words of the file and the caption', () => {
  const captioned = (embedded: ClipImage['embedded']) =>
    image('img1', {
      credit: stated('Photo: Tomas Reed/Harbour Pictures', 'caption'),
      creators: [stated(person('Tomas Reed', { role: 'photographer' }), 'caption')],
      agency: stated({ kind: 'organization', name: 'Harbour Pictures', role: 'agency' }, 'caption'),
      embedded,
    });

  it('agree where one names whom the other names', () => {
    expect(embeddedConflicts(captioned({ creator: 'TOMAS REED', credit: 'Harbour Pictures/Quay' }))).toEqual(
      [],
    );
    expect(embeddedConflicts(captioned({ creator: 'Ada Marlowe; Tomas Reed' }))).toEqual([]);
  });

  it('disagree where they name others', () => {
    const embedded = { creator: 'Ada Marlowe', credit: 'Quay Archive' };
    expect(embeddedConflicts(captioned(embedded))).toEqual(['creator', 'credit']);
  });

  it('are not compared with the camera’s owner, nor with a caption that names nobody', () => {
    expect(embeddedConflicts(captioned({ exifArtist: 'Old Owner' }))).toEqual([]);
    expect(embeddedConflicts(image('img1', { embedded: { creator: 'Ada Marlowe' } }))).toEqual([]);
  });

  it('are kept with the images that have these bytes, and only with them', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const images = [image('img1', { digest }), image('img2', {}), image('img3', { digest })];
    const noted = withEmbedded(images, [{ digest, embedded: { creator: 'Ada Marlowe' } }]);
    expect(noted.map(({ embedded }) => embedded?.creator)).toEqual(['Ada Marlowe', undefined, 'Ada Marlowe']);
  });
});
