/**
 * Words in class names, ids, roles and test ids that tell what a part of a page is for. The names are split
 * into words first (`relatedPosts` and `related_posts` are both `related posts`).
 */

import type { TreeElement } from '../dom/tree';
import { attributeOf } from '../dom/tree';

export type Hint =
  | 'comments'
  | 'share'
  | 'related'
  | 'list'
  | 'cards'
  | 'newsletter'
  | 'navigation'
  | 'sidebar'
  | 'footer'
  | 'advert'
  | 'dialog'
  | 'author'
  | 'bio'
  | 'tags'
  | 'meta'
  | 'tools'
  | 'account'
  | 'statement'
  | 'paywall'
  | 'hidden'
  | 'contents'
  | 'caption'
  | 'player';

/** First match wins. Each is held against the words of one element, blank at both ends. */
const NEGATIVE: readonly [Hint, RegExp][] = [
  [
    'comments',
    /\b(?:comments?|disqus|livefyre|respond|replies|reviews? list|commentlist|pinglun|kommentare?|comentarios|commentaires|fb comments|discussion|guestbook)\b/,
  ],
  [
    'share',
    /\b(?:share|shares|sharing|shared?daddy|sharebar|sharebox|sharethis|addthis|addtoany|social|socials|follow us|bdsharebuttonbox|fenxiang|sns|facebook|twitter|whatsapp|pinterest|rating widget|rate (?:my|this) post)\b/,
  ],
  [
    'related',
    /\b(?:related|relateds|relate|relacionad[ao]s?|recommend|recommended|recommendations?|recommendation|recirc|recirculation|readmore|read (?:more|next|also|on)|more (?:from|stories|posts|news|articles|on|in)|also like|you may|you might|trending|popular|most (?:read|viewed|popular)|mostread|mostpopular|outbrain|taboola|zergnet|mgid|teads|revcontent|similar|jp relatedposts|up next|next (?:article|story|up|post)|prev next|previous next|post navigation|next previous|latest (?:news|posts|articles|stories)|hot ?(?:news|list|rank|article|read)|xiangguan|tuijian|topstories|top stories|promoted|see also|further reading|suggested|suggestions|onward|linkbox|link box|inarticle link|crosslinks?|(?:below|after) (?:content|article|post|entry)|posts? list)\b/,
  ],
  ['list', /\b(?:latest|teasers?|carousel|swiper|slick|storycards?|story cards?|cards?|widgets?)\b/],
  [
    'newsletter',
    /\b(?:newsletters?|news letter|subscri(?:be|ption|ptions|ber)|sign ?up|optin|opt in|mailchimp|mc embed|mailing list|email (?:capture|form|signup)|lead ?magnet|cta|call to action|callout cta|donate|donation|support us|membership)\b/,
  ],
  [
    'navigation',
    /\b(?:nav|navs|navbar|navigation|navigator|breadcrumbs?|crumbs?|crumb|bread|menu|menus|submenu|pagination|paginator|pager|paging|pagenavi|page (?:links|nav|numbers?)|sitemap|skip|skip ?link|weizhi|location bar|topbar|top bar|masthead|toplinks|site header|header bar|mianbao|mbx)\b/,
  ],
  [
    'sidebar',
    /\b(?:side ?bar|sidebars?|aside|rail|side column|right col(?:umn)?|left ?nav|sidenav|side right|siderail|complementary)\b/,
  ],
  [
    'footer',
    /\b(?:footers?|foot(?! notes?\b)|site info|colophon|copyright|copyrights|contentinfo|bottom bar|foot ?er)\b/,
  ],
  [
    'advert',
    /\b(?:ads?|adv|advert|adverts|advertisement|advertisements|advertising|adbox|adsbox|adslot|ad slot|adunit|ad unit|adsense|adsbygoogle|sponsor|sponsored|sponsors|promo|promos|promotion|banner|dfp|gpt|commercial|guanggao|affiliate|marketing|in ?article ad|leaderboard|billboard|publicity|publicidade|publicidad|werbung|anzeige)\b/,
  ],
  [
    'dialog',
    /\b(?:cookies?|consent|gdpr|modal|popup|pop up|lightbox|toast|dialog|alertdialog|interstitial|onetrust|offcanvas|tool ?tips?|popovers?)\b/,
  ],
  [
    'paywall',
    /\b(?:paywall|pay wall|regwall|piano offer|restricted (?:content|story|access)|content breaker|subscriber only|locked|premium offer|paywall offer)\b/,
  ],
  [
    'bio',
    /\b(?:author (?:bio|box|profile|card|about)|authors? bios?|about (?:the )?authors?|authorbox|authorbio|biography|post author box)\b/,
  ],
  [
    'author',
    /\b(?:author (?:bio|box|info|card|profile|details|description|about|block|section|meta)|authors? (?:bios?|box|area)|about (?:the )?authors?|authorbox|authorbio|bio|biography|byline|bylines|post author|article author|entry author|writer|contributors?|vcard|author|authors|signature)\b/,
  ],
  [
    'tags',
    /\b(?:tags?|taglist|tag list|tagcloud|tag cloud|tagged|topics?|categories|category list|keywords?|cat links|tags links|post tags|entry tags|hashtags?)\b/,
  ],
  [
    'meta',
    /\b(?:meta|metadata|dateline|timestamp|time stamp|post (?:info|date|time|details)|entry (?:meta|date|info|utility|footer)|article (?:info|meta|date|details)|info ?bar|pub(?:lish)? ?(?:date|time|info)|published|updated|date|reading time|read time|kicker|eyebrow|info|infos|source info|laiyuan|zuozhe)\b/,
  ],
  [
    'tools',
    /\b(?:tool|tools|toolbar|toolbox|print|printer|fontsize|font size (?:tools?|switch(?:er)?|control|buttons?)|actions?|buttons?|btn|btns|votes?|voting|likes?|reactions?|feedback|helpful|bookmark|copy link|view count|views?|listen|audio player|report)\b/,
  ],
  [
    'account',
    /\b(?:log ?in|sign ?in|register|registration|search|search ?form|searchbox|language switch(?:er)?|lang switch(?:er)?)\b/,
  ],
  ['statement', /\b(?:statement|shengming|disclaimers?|disclaim|disclosure|declare|mianze|shenming)\b/],
  [
    'contents',
    /\b(?:toc|table of contents|contents list|inhaltsverzeichnis|ez toc|jump links|on this page)\b/,
  ],
  [
    'caption',
    /\b(?:captions?|wp caption|figcaption|img desc|img descr|image caption|photo credit|image credit|credits?|pic desc|picdesc|tuzhu)\b/,
  ],
  ['player', /\b(?:video ?player|jwplayer|videojs|video js|brightcove|audio ?player|player)\b/],
];

const POSITIVE =
  /\b(?:article ?(?:body|text|content|main|copy|detail|inner|wrapper)|entry content|post ?(?:content|body|text|entry|full)|story ?(?:body|text|content)|body ?(?:text|content|copy)|main ?(?:text|content|body|article)|content ?(?:body|text|main|article|detail|inner|area|wrapper)|rich ?text|markdown(?: body)?|prose|wysiwyg|trs editor|artibody|article|art ?(?:con|content|body|text)|news ?(?:content|text|body|detail|con|txt)|detail ?(?:content|text|body|con)|rte|cms content|blog ?(?:content|post|body|text)|td post content|single content|text ?(?:content|body)|zhengwen|neirong|conttext|cont(?:ent)?|hentry|post(?! (?:list|item|grid|loop|card)\b)|story|page content|paragraphs?)\b/;

/** Rows of pictures to page through. */
export const GALLERY = /\b(?:carousel|gallery|slider|slideshow|slides?|swiper|slick)\b/;

const cache = new WeakMap<TreeElement, string>();

/** The words of an element's names, in lower case. */
export function wordsOf(element: TreeElement): string {
  const known = cache.get(element);
  if (known !== undefined) return known;
  const raw = [
    attributeOf(element, 'class'),
    attributeOf(element, 'id'),
    attributeOf(element, 'data-testid') ?? attributeOf(element, 'data-component'),
    attributeOf(element, 'role'),
  ]
    .filter(Boolean)
    .join(' ')
    .slice(0, 300);
  const words = raw
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9\u3400-\u9fff]+/g, ' ')
    .toLowerCase();
  cache.set(element, words);
  return words;
}

/** What kind of side matter the names of an element promise. */
export function hintOf(element: TreeElement): Hint | undefined {
  const words = wordsOf(element);
  if (!words) return undefined;
  for (const [hint, pattern] of NEGATIVE) if (pattern.test(words)) return hint;
  return undefined;
}

/** Do the names of an element promise the body of an article? */
export function promisesBody(element: TreeElement): boolean {
  if (/articleBody|mainContentOfPage/i.test(attributeOf(element, 'itemprop') ?? '')) return true;
  return POSITIVE.test(wordsOf(element));
}
