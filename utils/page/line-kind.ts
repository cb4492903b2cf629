import { splitCaption } from './credit';
import {
  AUTHOR_LABEL,
  COUNTER_LABEL,
  DATE_LABEL,
  EDITOR_LABEL,
  ORIGINAL_TITLE_LABEL,
  REPORTER_LABEL,
  SEPARATOR,
  SOURCE_LABEL,
} from './labels';
import { isPersonName, ZH_ROLE, zhNames } from './names';
import { holdsOneOf, signsOf, squeeze } from './text';

/** What a line of text is, where it is metadata and not prose. */
export type LineKind =
  | 'original-title'
  | 'byline'
  | 'closing-byline'
  | 'source'
  | 'editor'
  | 'date'
  | 'notice'
  | 'disclaimer'
  | 'share'
  | 'counter'
  | 'read-more'
  | 'pager'
  | 'credit'
  | 'breadcrumb';

const OPEN = '[（(【\\[［〔]?\\s{0,9}';
const CLOSE = '\\s{0,9}[）)】\\]］〕]?';

const ORIGINAL_TITLE = new RegExp(`^${OPEN}${ORIGINAL_TITLE_LABEL}\\s{0,9}(?:[:：]|为|是|[《「“])`, 'u');
const SOURCE = new RegExp(`^${OPEN}(?:本文|文章)?${SOURCE_LABEL}${SEPARATOR}[^。！？!?]{1,60}${CLOSE}$`, 'u');
const EDITOR = new RegExp(
  `^${OPEN}(?:本文|本期)?${EDITOR_LABEL}(?:${SEPARATOR}|\\s{1,9})[^。！？!?；，,]{1,60}${CLOSE}$`,
  'u',
);
const DATE = new RegExp(
  `^${OPEN}(?:${DATE_LABEL}\\s{0,9}[:：]?\\s{0,9})?(?:\\d{4}\\s{0,9}[-/.年]\\s{0,9}\\d{1,2}\\s{0,9}[-/.月]\\s{0,9}\\d{1,2}\\s{0,9}日?|\\d{1,2}-\\d{1,2})(?:\\s{0,9}[T ]?\\s{0,9}\\d{1,2}[:：时時]\\d{1,2}(?:[:：分]\\d{0,2}秒?)?)?(?:\\s{0,9}(?:GMT|UTC|\\+)\\S*)?${CLOSE}$`,
  'u',
);
const COUNTER = new RegExp(
  `^(?:${COUNTER_LABEL}\\s{0,9}[:：]?\\s{0,9}\\(?\\d[\\d,.万亿+]*\\)?\\s{0,9}次?\\s{0,9}){1,4}$`,
  'u',
);
const COUNTER_WORDS =
  /^\d[\d,.万k]*\s*(?:次?(?:浏览|阅读|评论|点赞|收藏|人参与|条评论|人阅读)|views?|comments?|shares?|likes?|reads?|min(?:ute)?s?(?: read)?|Kommentare?|commentaires?|comentarios?)(?:\s.{0,30})?$/iu;
const SHARE =
  /^(?:\d+\s*)?(?:分享到?|分享至|收藏|点赞|转发|打印|关闭|关闭窗口|打印本页|复制链接|微信|微博|扫一扫|举报|纠错|我要纠错|大\s*中\s*小|字号|字体)(?:[\s:：|/·]*(?:分享到?|收藏|点赞|转发|打印|关闭|关闭窗口|打印本页|复制链接|微信好友?|微信|朋友圈|微博|新浪微博|QQ空间|QQ好友?|QQ|扫一扫|举报|\d+(?!\d)|大|中|小|[【】[\]])){0,40}[:：]?$|^(?:share(?: this| on| via)?(?: article| story| post| page)?|tweet|email|print|copy link|facebook|twitter|whatsapp|linkedin|pinterest|teilen|partager|compartir|condividi|drucken|imprimer)(?:[\s:|,·/]+(?:share|tweet|email|print|copy link|facebook|twitter|whatsapp|linkedin|pinterest|x|on|via|teilen|partager|compartir|condividi|drucken|imprimer|this|article))*[:.]?$/iu;
const READ_MORE =
  /^[\s.…>»→【[]*(?:展开(?:全文|阅读|剩余)?|阅读(?:全文|更多)|余下全文|查看全文|点击(?:查看|阅读)(?:全文|更多|原文)|阅读原文|查看更多|继续阅读|更多精彩|返回搜狐.{0,12}|continue reading|read (?:more|on|full (?:story|article)|the full (?:story|article)|next)|show more|view more|keep reading|weiterlesen|mehr lesen|lire la suite|lire plus|leer más|seguir leyendo|leggi (?:anche|tutto|di più)|lees meer|läs mer|читать (?:далее|полностью|также)|続きを読む|더보기)[\s.…>»→】\]]*$/iu;
const PAGER =
  /^(?:(?:首页|上一页|下一页|尾页|末页|上一篇|下一篇|共\s*\d+\s*页|第\s*\d+\s*页|本文共\s*\d+\s*页|\d+(?!\d))[\s|/·<>«»《》[\]]*){1,40}$|^(?:上一篇|下一篇|上一条|下一条|前一篇|后一篇)\s*[:：].{0,80}$|^page \d+ of \d+$/iu;
const BREADCRUMB =
  /^(?:(?:您?的?当前)?(?:所在)?(?:位置|的位置)(?:是|为)?\s{0,9}[:：]?\s*)?(?:首页|主页|网站首页|home|startseite|accueil|inicio)(?:\s*(?:>>?|›|»|\/|→|≫|＞|-)\s{0,9}[^>›»/→≫＞。]{1,30}){1,8}\s{0,9}$/iu;
const LOCATION = /^(?:您?的?当前)?(?:所在)?(?:位置|的位置)(?:是|为)?\s*[:：].{1,100}$/u;

const DISCLAIMER_HEAD =
  /^[【[（(*※\s]*(?:特别|郑重|版权|免责|重要|风险|本站|网站|作者|平台|原创)?(?:声明|申明|提示|说明)[】\]）)]*\s*[:：]|^[【[（(]\s*(?:免责声明|版权声明|特别声明|声明)\s*[】\]）)]|^(?:特别声明|免责声明|版权声明|声明)(?:\s|$)/u;
const DISCLAIMER_WORDS =
  /(?:版权归原?(?:作者|著者|权利人)|(?:图片|文章|内容|素材|信息).{0,12}(?:来源于|来自|转载自|摘自|均来自)(?:互联?网络?|网上)|如有侵权|侵权.{0,8}(?:删除|联系)|不代表本[站网平台]+|仅(?:代表|供).{0,12}(?:作者|参考|本人)|仅提供信息(?:存储|发布)|文责自负|the (?:views|opinions) expressed|does not (?:necessarily )?(?:reflect|represent) the views|we do not own)/iu;
const NOTICE =
  /(?:^|\s)(?:©|\(c\)\s*(?:\d{4}|copyright)|copyright\b\s*(?:©|\(c\)|\d{4}|by\b))|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati|riproduzione riservata|alle rechten voorbehouden|wszelkie prawa zastrzeżone|все права защищены|版权所有|版權所有|未经.{0,20}(?:授权|许可|允许|同意).{0,20}(?:不得|禁止|严禁)|禁止转载|严禁转载|谢绝转载|著作权归|本文版权归|本文(?:系|为|由).{0,24}原创|转载请(?:注明|联系|保留|标明)|無断転載|무단\s?전재|may not be (?:reproduced|published|republished|redistributed)|licen[sc]ed under (?:a |the )?(?:creative commons|cc)/iu;

/** One of these stands in all that the two patterns above fit. */
const NOTICE_SIGNS = signsOf(
  '© (c) copyright reserv réserv vorbehalten riservat voorbehouden zastrze защищ 版权 版權 未经 转载 著作权 原创 転載 무단 may_not_be ed_under',
);
const DISCLAIMER_SIGNS = signsOf(
  '版权归 来源于 来自 转载自 摘自 侵权 不代表 仅代表 仅供 仅提供 文责自负 expressed the_views we_do_not_own',
);

const WESTERN_BYLINE =
  /^(?:(?:written|reported|story|words|text|article|posted|published|reviewed)\s+by|by|von|par|por|di|door|av|af|text|texte|texto|testo|tekst|autor(?:in)?|auteur|autore|author|Автор|Текст|文)\s*[:：]?\s+/iu;
const ZH_BYLINE = new RegExp(
  `^${OPEN}(?:\\p{Script=Han}{0,12}?)(?:${AUTHOR_LABEL}${SEPARATOR}|${REPORTER_LABEL}\\s{0,9}[:：|丨/]?\\s{0,9}|${ZH_ROLE}\\s{0,9}[:：|丨/]\\s{0,9})(.{2,60}?)${CLOSE}$`,
  'u',
);
const ZH_CLOSING = new RegExp(
  `^[（(【\\[［〔]\\s{0,9}(?:\\p{Script=Han}|[A-Za-z·]){0,16}?\\s{0,9}${ZH_ROLE}\\s{0,9}[:：]?\\s{0,9}([^。；;]{2,60}?)\\s{0,9}[）)】\\]］〕]$`,
  'u',
);

const ZH_ROLES = new RegExp(ZH_ROLE, 'gu');

/** Longest line that can be metadata; disclaimers run longer than bylines. */
const LIMIT = 400;

/**
 * Recognises a line that is metadata and not prose: 原标题, byline, 来源, 责任编辑, date, notice and so on, in Chinese,
 * English and the main European languages. Undefined for anything that may be a sentence of the article.
 */
export function lineKind(text: string): LineKind | undefined {
  const line = squeeze(text);
  if (!line || line.length > LIMIT) return undefined;
  if (line.length <= 130 && ORIGINAL_TITLE.test(line)) return 'original-title';
  if (
    DISCLAIMER_HEAD.test(line) ||
    (line.length > 8 &&
      line.length <= 300 &&
      holdsOneOf(line, DISCLAIMER_SIGNS) &&
      DISCLAIMER_WORDS.test(line) &&
      isShortOfProse(line))
  )
    return 'disclaimer';
  if (line.length <= 120) {
    const short = shortKind(line);
    if (short) return short;
  }
  if (holdsOneOf(line, NOTICE_SIGNS) && NOTICE.test(line) && isShortOfProse(line)) return 'notice';
  return undefined;
}

/** A notice is one statement; a paragraph with several sentences that merely mentions copyright is prose. */
function isShortOfProse(line: string): boolean {
  const stops = line.match(/[。！？]|[.!?](?=\s+\p{Lu})/gu)?.length ?? 0;
  return stops <= 3;
}

function shortKind(line: string): LineKind | undefined {
  if (BREADCRUMB.test(line) || LOCATION.test(line)) return 'breadcrumb';
  if (SHARE.test(line)) return 'share';
  if (COUNTER.test(line) || COUNTER_WORDS.test(line)) return 'counter';
  if (READ_MORE.test(line)) return 'read-more';
  if (PAGER.test(line) && !/^\d+$/.test(line)) return 'pager';
  if (DATE.test(line)) return 'date';
  if (SOURCE.test(line)) return 'source';
  if (EDITOR.test(line)) return 'editor';
  const closing = ZH_CLOSING.exec(line);
  if (closing && areNames(closing[1])) return 'closing-byline';
  const byline = ZH_BYLINE.exec(line);
  if (byline && areNames(byline[1])) return 'byline';
  if (isWesternByline(line)) return 'byline';
  if (line.length <= 60 && isCreditLine(line)) return 'credit';
  return undefined;
}

function areNames(text: string | undefined): boolean {
  if (!text) return false;
  const parts = text.replace(ZH_ROLES, ' ');
  return Boolean(zhNames(squeeze(parts)));
}

function isWesternByline(line: string): boolean {
  const start = WESTERN_BYLINE.exec(line);
  if (!start || line.length > 90) return false;
  const rest = line.slice(start[0].length).replace(/[.,]$/, '');
  const names = rest.split(/\s{0,9}(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\/|、)\s*/u).filter(Boolean);
  return names.length > 0 && names.length <= 6 && names.every(isPersonName);
}

function isCreditLine(line: string): boolean {
  const split = splitCaption(line);
  if (split.creators.length + (split.agency ? 1 : 0) === 0) return false;
  // 「木船靠岸 记者 甲 摄」 is a caption with its credit; other credits count where they are the whole line.
  return split.rule === 'zh.photo.she' || (split.credit !== undefined && split.caption === undefined);
}
