import { fold } from './text';

/** News and picture agencies and stock houses, as they are printed in credits (rights.md E5). */
const AGENCIES: readonly string[] =
  'Getty Images|Getty|Getty Images Europe|Getty Images North America|Getty Images AsiaPac|GC Images|WireImage|FilmMagic|AFP|Agence France-Presse|Reuters|AP|AP Photo|Associated Press|The Associated Press|dpa|dpa-Zentralbild|dpa-Bildfunk|picture alliance|picture-alliance|Picture Alliance|Imago|IMAGO|imago images|imago stock&people|EPA|EPA-EFE|EFE|ANSA|LaPresse|APA|APA-Images|Keystone|KEYSTONE|Keystone-SDA|KEYSTONE-SDA|SDA|PA|PA Wire|PA Images|PA Media|Press Association|TASS|ТАСС|РИА Новости|RIA Novosti|Sputnik|UNIAN|УНІАН|Ukrinform|Укрінформ|Anadolu|Anadolu Agency|Anadolu Ajansı|Gallo Images|Gallo|Anadolu Agency via Getty Images|AA|DHA|İHA|IHA|Kyodo|Kyodo News|Jiji|Jiji Press|Yonhap|Newsis|NurPhoto|ZUMA|ZUMA Press|ZUMAPRESS|Zuma Press Wire|Shutterstock|iStock|Adobe Stock|stock.adobe.com|Unsplash|Pixabay|Pexels|Alamy|Alamy Stock Photo|Depositphotos|Dreamstime|Fotolia|123RF|Bloomberg|Bloomberg via Getty Images|SIPA|SIPA USA|Sipa USA|SIPA Press|Abaca|ABACA|ABACAPRESS|Hans Lucas|MAXPPP|PhotoPQR|Divergence|Belga|BELGA|ANP|ANP / HH|Hollandse Hoogte|TT|TT Nyhetsbyrån|Scanpix|Ritzau Scanpix|NTB|Bildbyrån|Lehtikuva|STT|MTI|ČTK|CTK|PAP|Forum|East News|Agencja Wyborcza.pl|BNS|ELTA|LETA|ETA|HINA|Tanjug|Beta|Fena|FoNet|AGERPRES|Mediafax|Inquam Photos|BTA|БТА|EUROKINISSI|INTIME NEWS|SOOC|Lusa|LUSA|Europa Press|Cordon Press|Contacto|Notimex|Cuartoscuro|Agencia Brasil|Agência Brasil|Estadão Conteúdo|Folhapress|FotoArena|AAP|Fairfax|CNS|Xinhua|XINHUA|China News Service|VCG|Visual China Group|PTI|ANI|IANS|Antara|ANTARA|Bernama|VNA|TTXVN|Magnum|Magnum Photos|VII|laif|Redux|Panos|Polaris|Contour|Corbis|Photonews|ImagePhotoAgency|Splash News|Backgrid|MEGA|Rex|Rex Features|Rex Shutterstock|Action Images|Action Press|Witters|Bongarts|Sven Simon|Eibner|Nordphoto|Ostkreuz|Wikimedia Commons|Wikimedia|Wikipedia|Flickr|NASA|ESA|AFPTV|Canadian Press|The Canadian Press|CP|Postmedia|Tribune News Service|TNS|USA TODAY Sports|Imagn|Imagn Images|Icon Sportswire|UPI|LAT|LAT Images|Motorsport Images|新华社|中新社|中新网|中国新闻网|视觉中国|东方IC|IC photo|IC Photo|人民视觉|CFP|图虫|图虫创意|全景|全景网|千图网|摄图网|新华网|美联社|法新社|路透社|共同社|时事社|韩联社|塔斯社|中央社|澎湃影像|アフロ|共同通信社|時事通信社|ロイター|AP通信|연합뉴스|뉴시스|뉴스1|게티이미지'.split(
    '|',
  );

const byFold = new Map(AGENCIES.map((name) => [fold(name), name]));

/** The agency that a name is, where it is one of those we know; the whole name must match. */
export function agencyNamed(name: string): string | undefined {
  const key = fold(name);
  return key.length >= 2 ? byFold.get(key) : undefined;
}

let byStart: Map<string, string[]> | undefined;

/** Whether a text may hold the name of an agency: some word of it begins as one does. Asked before names are looked for. */
export function mayNameAgency(text: string): boolean {
  byStart ??= startsOf(byFold.keys());
  // Each Han, kana or hangul character may begin a name, and each word of others.
  for (const { index } of text.matchAll(
    /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu,
  )) {
    const rest = fold(text.slice(index, index + LONGEST));
    if (byStart.get(rest.slice(0, 2))?.some((name) => rest.startsWith(name))) return true;
  }
  return false;
}

/** More characters than any name has, with what is printed between its letters. */
const LONGEST = 60;

function startsOf(names: Iterable<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const name of names) {
    const start = name.slice(0, 2);
    found.set(start, [...(found.get(start) ?? []), name]);
  }
  return found;
}
