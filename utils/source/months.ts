/** Month names and their common abbreviations in the languages that pages are written in; January first. */
const MONTHS: readonly string[] = [
  'january jan januar jän jänner jaenner janvier janv enero ene gennaio gen janeiro janvāris januari januára január sausio ianuarie ocak stycznia styczeń sty ledna leden січня січень января январь янв tammikuuta jaanuar sijeceanj siječnja януари ιανουαρίου ιαν janúar',
  'february feb februar février févr fév fevrier febrero febbraio fevereiro fev februari februára február vasario februarie şubat lutego luty lut února únor лютого лютий февраля февраль фев helmikuuta veebruar veljače февруари φεβρουαρίου φεβ febrúar',
  'march mar märz maerz mrz mär mars marzo março marco maart mrt március marca kovo martie mart marca marzec března březen березня березень марта март maaliskuuta märts ožujka μαρτίου μαρ',
  'april apr avril avr abril abr aprile april április apríla balandžio aprilie nisan kwietnia kwiecień kwi dubna duben квітня квітень апреля апрель апр huhtikuuta aprill travnja април απριλίου απρ apríl',
  'may mai mayo maggio mag maio mei maj május mája gegužės mayıs maja května květen травня травень мая май toukokuuta svibnja μαΐου μαϊ maí',
  'june jun juni juin junio giugno giu junho június júna birželio iunie haziran czerwca czerwiec cze června červen червня червень июня июнь июн kesäkuuta juuni lipnja юни ιουνίου ιουν júní',
  'july jul juli juillet juil julio luglio lug julho július júla liepos iulie temmuz lipca lipiec lip července červenec липня липень июля июль июл heinäkuuta juuli srpnja юли ιουλίου ιουλ júlí',
  'august aug août aout agosto ago augustus augusti augusztus augusta rugpjūčio ağustos sierpnia sierpień sie srpna srpen серпня серпень августа август авг elokuuta kolovoza αυγούστου αυγ ágúst',
  'september sep sept septembre septiembre settembre set setembro szeptember septembra rugsėjo septembrie eylül września wrzesień wrz září вересня вересень сентября сентябрь сен сент syyskuuta rujna септември σεπτεμβρίου σεπ',
  'october oct oktober okt octobre octubre ottobre ott outubro out október októbra spalio octombrie ekim października październik paź října říjen жовтня жовтень октября октябрь окт lokakuuta oktoober listopada октомври οκτωβρίου οκτ',
  'november nov novembre noviembre novembro novembra lapkričio noiembrie kasım listopada listopad lis листопада листопад ноября ноябрь ноя marraskuuta studenoga ноември νοεμβρίου νοε nóvember',
  'december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des decembra gruodžio decembrie aralık grudnia grudzień gru prosince prosinec грудня грудень декабря декабрь дек joulukuuta detsember prosinca декември δεκεμβρίου δεκ',
];

const byName = new Map<string, number>();
MONTHS.forEach((names, index) => {
  for (const name of names.split(' ')) if (!byName.has(name)) byName.set(name, index + 1);
});

/** The number of a month by its name in any of our languages; undefined for other words. */
export function monthNumber(name: string): number | undefined {
  return byName.get(name.toLowerCase().replace(/\.$/, ''));
}
