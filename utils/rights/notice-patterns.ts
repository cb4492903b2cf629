/** "All rights reserved" and its kin (rights.md 1.7). */
export const ALL_RIGHTS =
  /all rights? reserved|alle rechte (?:sind )?(?:vorbehalten|bei)|tous (?:les )?droits (?:sont )?réservés|(?:todos los )?derechos reservados|todos os direitos reservados|direitos reservados|tutti i diritti (?:sono )?riservati|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права (?:защищены|сохранены|охраняются)|ус[іi] права (?:захищен[оі]|застережен[оі])|всички права (?:са )?запазени|všechna práva vyhrazena|vsetky prava vyhradene|všetky práva vyhradené|alla rättigheter förbehåll|alle rettigheder forbeholde|alle rettigheter (?:er )?(?:reservert|forbehold)|kaikki oikeudet (?:pidätetään|muutoksiin)|tüm hakları saklıdır|minden jog fenntartva|toate drepturile (?:sunt )?rezervate|sva prava pridržana|vse pravice pridržane|visos teisės (?:saugomos|ginamos)|visas tiesības (?:aizsargātas|paturētas)|kõik õigused (?:kaitstud|reserveeritud)|με επιφύλαξη (?:παντός|κάθε) δικαιώματος|جميع الحقوق محفوظة|حقوق النشر محفوظة|כל הזכויות שמורות|सर्वाधिकार सुरक्षित|bản quyền thuộc|giữ bản quyền|hak cipta dilindungi|haki zote zimehifadhiwa|版\s*权\s*所\s*有|版\s*權\s*所\s*有|保留所有权利|版权归.{1,20}所有(?!者)|著作权归.{1,20}所有|สงวนลิขสิทธิ์|©\s*reserved/iu;

/** Words that forbid reuse. */
export const PROHIBITED =
  /未\s*经.{0,24}(?:授\s*权|许\s*可|允许|同意|批准).{0,24}(?:不\s*得|禁\s*止|严\s*禁|不准|不可|谢绝|请勿|勿)|未經.{0,24}(?:授權|許可|同意).{0,24}(?:不得|禁止|請勿)|未经许可.{0,12}任何人不得|(?:禁止|严禁|谢绝|不得|请勿|拒绝)(?:任何形式的?|擅自|私自|非法|商业)?(?:转载|轉載|复制|抄袭|盗用|摘编)|无授权.{0,6}转载|版权所有.{0,6}(?:侵权|翻印|复制|违者)必究|复制必究|违者必究|無断(?:転載|複製|使用)|無断で(?:転載|複製)|転載(?:・|、|を)?(?:複製)?.{0,6}(?:禁じ|禁止|できません)|承諾を得ずに.{0,30}(?:できません|禁)|무단\s?(?:전재|복제|배포|도용)|재배포\s?(?:금지|및)|(?:may|must|can)\s?not be (?:re)?(?:produced|published|broadcast|printed|distributed|copied|used|transmitted|written)|(?:reproduction|republication|redistribution|copying|distribution)[^.]{0,80}(?:is|are)? (?:strictly )?(?:prohibited|forbidden|not (?:permitted|allowed))|(?:strictly )?prohibited without|no (?:part|reproduction)[^.]{0,80}(?:may be|without)|do not (?:copy|reproduce|republish)|(?:unauthori[sz]ed|without (?:prior|express|written)[^.]{0,30}(?:permission|consent)[^.]{0,30})[^.]{0,40}(?:distribution|reproduction|use|copying|prohibited|republish\w*|duplicat\w*)|nachdruck[^.]{0,60}(?:nur mit|verboten|untersagt|nicht gestattet)|(?:vervielfältigung|weiterverbreitung|verwendung|verwertung|nutzung|wiederveröffentlichung|weiterverarbeitung|übernahme)[^.]{0,140}(?:nur mit|untersagt|nicht gestattet|verboten|nicht erlaubt|ist.{0,12}unzulässig)|(?:dürfen|darf)[^.]{0,60}nicht ohne[^.]{0,60}(?:genehmigung|zustimmung|erlaubnis|einverständnis|einwilligung|ausdrückliche)|ohne (?:vorherige|schriftliche|ausdrückliche|unsere)[^.]{0,60}(?:genehmigung|zustimmung|erlaubnis)[^.]{0,60}nicht|nutzung ausschließlich für den privaten|reproduction (?:totale ou partielle )?(?:interdite|strictement)|toute (?:reproduction|représentation)[^.]{0,80}interdite|prohibida (?:su|la|toda)?\s?(?:reproducci|copia)|queda prohibida|proibida a reprodução|é proibid[ao]|riproduzione (?:riservata|vietata)|è vietata la riproduzione|kopiering[^.]{0,160}(?:ikke tillatt|forbudt|ej tillåten)|mångfaldigande[^.]{0,30}förbjud|eftertryck förbjud|overname[^.]{0,60}(?:verboden|niet toegestaan)|kopiowanie[^.]{0,60}zabronione|(?:перепечатка|копирование|использование)[^.]{0,90}(?:запрещен|только с|без (?:письменного )?(?:согласия|разрешения))|заборонено|izinsiz[^.]{0,40}(?:kullanılamaz|kopyalanamaz|yayınlanamaz)|kaynak gösterilmeden|dilarang (?:meng|memper)/iu;

/** Words that allow reuse under a condition. */
export const PERMITTED =
  /转载(?:或引用)?(?:时)?,?，?(?:请|須|须|需|务必)(?:务必)?(?:注明|标明|保留|附上|联系|写明)|转发请注明|转载需(?:注明|标明)|转载时请|如需转载,?，?(?:请|须)|欢迎(?:转载|分享转发)|轉載請註明|引用请注明|republish (?:this (?:article|story)|our (?:articles|stories)|for free)|(?:may|can) be (?:freely )?(?:republished|reproduced|reprinted|shared)[^.]{0,60}\b(?:with(?!out)|provided|as long as|if)\b|available to republish|feel free to (?:share|republish|copy)|free to (?:republish|share)|reproduction is authori[sz]ed|(?:weiterverwendung|nachdruck|verwendung)[^.]{0,40}(?:mit quellenangabe|unter (?:nennung|angabe) der quelle)[^.]{0,30}(?:gestattet|erlaubt|erwünscht)?|reproducción (?:permitida|autorizada)|при (?:цитировании|использовании|копировании|перепечатке)[^.]{0,80}(?:ссылка|обязательна)|использование материалов[^.]{0,60}при (?:наличии|условии)/iu;

/** The site says that others own what it shows, or that it takes things down when asked. */
export const OWNER_ELSEWHERE =
  /版\s*权\s*(?:均)?归\s*(?:其)?(?:原|各)\s*(?:作者|著者|创作者|权利人|发布者|网站|所有)|版權(?:均)?歸原?作者|版权属(?:于)?原作者|著作权归原作者|(?:所有)?权利归(?:原)?(?:权利人|作者)|we do not own|(?:belongs?|copyright) to (?:its|their|the) (?:respective|original|rightful) (?:owners?|authors?|creators?)|images? (?:are )?(?:copyright|property) of their respective|rechte liegen bei den (?:jeweiligen )?urhebern/iu;

export const TAKEDOWN =
  /如有侵权|如涉及?侵权|若(?:有)?侵权|侵权.{0,10}(?:联系|删除|告知)|如侵权|侵删|涉及版权.{0,14}(?:联系|删除)|(?:请|可)联系.{0,12}删除|contact us (?:for removal|to (?:have it )?remove)/iu;

/** Disclaimers and platform statements: who is answerable, whose opinion it is. */
export const DISCLAIMER =
  /(?:特别|郑重|免责|版权|重要|风险|本站|网站|平台)?(?:声明|申明)\s{0,9}[】\]）)]?\s*[:：]|[【[（(](?:免责声明|版权声明|特别声明|声明)[】\]）)]|不代表.{0,16}(?:观点|立场|意见)|(?:仅|只)(?:代表|供)(?:该)?(?:作者|机构|参考|.{0,6}观点)|仅提供信息(?:存储|发布)|(?:图片|文章|信息|内容|素材|资料|部分图片).{0,8}(?:均)?(?:来自|来源于|源于|转载自|取自|采集自)(?:互联)?网络|文责自负|(?:opinions|views) expressed.{0,60}(?:author|do not|are those)|投资有风险|网友上传|自媒体.{0,20}(?:上传|发布)/iu;

/** A © line. */
export const COPYRIGHT_LINE =
  /©|(?:^|\s)\(c\)\s*(?:copyright|\d{4}|by\s)|\bcopyrights?\b[\s:]*(?:©|\(c\)|\d{4}|by\b|notice|reserved)|\bcopyright\s+\p{Lu}|版\s*权\s*所\s*有|版權所有|著作権|저작권|ⓒ/iu;

/** "Except where otherwise noted" in the languages of the licence chooser. */
export const EXCEPTIONS =
  /(?:except|unless|save) (?:where |as |when |if )?(?:otherwise )?(?:noted|stated|indicated|specified|marked|mentioned)|except where|unless otherwise|(?:sofern|soweit|wenn|falls|so)(?: es)? (?:keine anderen?|nicht (?:anders|anderweitig|anderes|ausdrücklich)|nichts anderes)[^.]{0,30}|sofern keine andere|es sei denn|salvo (?:donde|que|indicaci[oó]n|se)|excepto (?:donde|cuando)|sauf (?:mention|indication|si)|sauf autre|eccetto dove|salvo diversa|除(?:非)?(?:另有|特别|特別|有特别).{0,10}(?:声明|注明|说明|标注)?|特に(?:記載|断り)|grundsätzlich unter|se om(?:se)? annet|tenzij anders|ausgenommen (?:davon|sind)|mit ausnahmen|alle anderen inhalte|ยกเว้น|o ile nie|если не (?:указано|оговорено)/iu;

export const YEARS =
  /(?:©|\(c\)|copyright|版权所有|ⓒ)\D{0,30}((?:19|20)\d{2})(?:\s*[-–~至]\s*((?:19|20)?\d{2,4}))?/iu;
export const PHONE =
  /(?:\+?86[-\s]?)?(?:0\d{2,3}[-\s]?\d{7,8}|1[3-9]\d{9}|400[-\s]?\d{3}[-\s]?\d{4})|[\w.+-]{1,40}@[\w-]{1,60}\.[\w.]+|(?:QQ|qq|微信)\s*[:：]\s*\w{5,}/u;
