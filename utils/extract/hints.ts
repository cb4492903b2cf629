/**
 * Words in class names, ids, roles and test ids that tell what a part of a page is for. The names are split
 * into words first (`relatedPosts` and `related_posts` are both `related posts`).
 */

import type { TreeElement } from '../dom/tree';
import { attributeOf } from '../dom/tree';
import { WordList } from './word-list';

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

/**
 * First match wins. Each is held against the words of one element: words, and phrases of them (`a b/c` is `a b` and `a c`;
 * `a !b` is `a` before anything but `b`). Words and no patterns: these would take longer to compile than the page to read.
 */
const NEGATIVE: readonly (readonly [Hint, string])[] = [
  [
    'comments',
    'comments, comment, disqus, livefyre, respond, replies, commentlist, pinglun, kommentare, kommentar, ' +
      'comentarios, commentaires, discussion, guestbook, reviews list, review list, fb comments',
  ],
  [
    'share',
    'share, shares, sharing, shareddaddy, sharedaddy, sharebar, sharebox, sharethis, addthis, addtoany, ' +
      'social, socials, bdsharebuttonbox, fenxiang, sns, facebook, twitter, whatsapp, pinterest, follow us, ' +
      'rating widget, rate my post, rate this post',
  ],
  [
    'related',
    'related, relateds, relate, relacionadas, relacionada, relacionados, relacionado, recommend, ' +
      'recommended, recommendations, recommendation, recirc, recirculation, readmore, trending, popular, ' +
      'mostread, mostpopular, outbrain, taboola, zergnet, mgid, teads, revcontent, similar, hotnews, ' +
      'hotlist, hotrank, hotarticle, hotread, xiangguan, tuijian, topstories, promoted, suggested, ' +
      'suggestions, onward, linkbox, crosslinks, crosslink, read more/next/also/on, more ' +
      'from/stories/posts/news/articles/on/in, also like, you may/might, most read/viewed/popular, jp ' +
      'relatedposts, up next, next article/story/up/post/previous, prev next, previous next, post ' +
      'navigation/list, latest news/posts/articles/stories, hot news/list/rank/article/read, top stories, ' +
      'see also, further reading, link box, inarticle link, below content/article/post/entry, after ' +
      'content/article/post/entry, posts list',
  ],
  [
    'list',
    'latest, teasers, teaser, carousel, swiper, slick, storycards, storycard, cards, card, widgets, ' +
      'widget, story cards/card',
  ],
  [
    'newsletter',
    'newsletters, newsletter, subscribe, subscription, subscriptions, subscriber, signup, optin, ' +
      'mailchimp, leadmagnet, cta, donate, donation, membership, news letter, sign up, opt in, mc embed, ' +
      'mailing list, email capture/form/signup, lead magnet, call to action, callout cta, support us',
  ],
  [
    'navigation',
    'nav, navs, navbar, navigation, navigator, breadcrumbs, breadcrumb, crumbs, crumb, bread, menu, ' +
      'menus, submenu, pagination, paginator, pager, paging, pagenavi, sitemap, skip, skiplink, weizhi, ' +
      'topbar, masthead, toplinks, mianbao, mbx, page links/nav/numbers/number, skip link, location bar, ' +
      'top bar, site header, header bar',
  ],
  [
    'sidebar',
    'sidebar, sidebars, aside, rail, leftnav, sidenav, siderail, complementary, side bar/column/right, ' +
      'right column/col, left nav',
  ],
  [
    'footer',
    'foot !note/notes, footers, footer, colophon, copyright, copyrights, contentinfo, site info, bottom ' +
      'bar, foot er',
  ],
  [
    'advert',
    'ads, ad, adv, advert, adverts, advertisement, advertisements, advertising, adbox, adsbox, adslot, ' +
      'adunit, adsense, adsbygoogle, sponsor, sponsored, sponsors, promo, promos, promotion, banner, dfp, ' +
      'gpt, commercial, guanggao, affiliate, marketing, leaderboard, billboard, publicity, publicidade, ' +
      'publicidad, werbung, anzeige, ad slot/unit, in article ad, inarticle ad',
  ],
  [
    'dialog',
    'cookies, cookie, consent, gdpr, modal, popup, lightbox, toast, dialog, alertdialog, interstitial, ' +
      'onetrust, offcanvas, tooltips, tooltip, popovers, popover, pop up, tool tips/tip',
  ],
  [
    'paywall',
    'paywall, regwall, locked, pay wall, piano offer, restricted content/story/access, content breaker, ' +
      'subscriber only, premium offer, paywall offer',
  ],
  [
    'bio',
    'authorbox, authorbio, biography, author bio/box/profile/card/about/bios, authors bios/bio, about the ' +
      'authors/author, about authors/author, post author box',
  ],
  [
    'author',
    'authorbox, authorbio, bio, biography, byline, bylines, writer, contributors, contributor, vcard, ' +
      'author, authors, signature, author ' +
      'bio/box/info/card/profile/details/description/about/block/section/meta/bios/area, authors ' +
      'bios/bio/box/area, about the authors/author, about authors/author, post author, article author, ' +
      'entry author',
  ],
  [
    'tags',
    'tags, tag, taglist, tagcloud, tagged, topics, topic, categories, keywords, keyword, hashtags, ' +
      'hashtag, tag list/cloud, category list, cat links, tags links, post tags, entry tags',
  ],
  [
    'meta',
    'meta, metadata, dateline, timestamp, infobar, publishdate, publishtime, publishinfo, pubdate, ' +
      'pubtime, pubinfo, published, updated, date, kicker, eyebrow, info, infos, laiyuan, zuozhe, time ' +
      'stamp, post info/date/time/details, entry meta/date/info/utility/footer, article ' +
      'info/meta/date/details, info bar, publish date/time/info, pub date/time/info, reading time, read ' +
      'time, source info',
  ],
  [
    'tools',
    'tool, tools, toolbar, toolbox, print, printer, fontsize, actions, action, buttons, button, btn, ' +
      'btns, votes, vote, voting, likes, like, reactions, reaction, feedback, helpful, bookmark, views, ' +
      'view, listen, report, font size tools/tool/switcher/switch/control/buttons/button, copy link, view ' +
      'count, audio player',
  ],
  [
    'account',
    'login, signin, register, registration, search, searchform, searchbox, log in, sign in, search form, ' +
      'language switcher/switch, lang switcher/switch',
  ],
  [
    'statement',
    'statement, shengming, disclaimers, disclaimer, disclaim, disclosure, declare, mianze, shenming',
  ],
  ['contents', 'toc, inhaltsverzeichnis, table of contents, contents list, ez toc, jump links, on this page'],
  [
    'caption',
    'captions, caption, figcaption, credits, credit, picdesc, tuzhu, wp caption, img desc/descr, image ' +
      'caption/credit, photo credit, pic desc',
  ],
  [
    'player',
    'videoplayer, jwplayer, videojs, brightcove, audioplayer, player, video player/js, audio player',
  ],
];

const POSITIVE =
  'post !list/item/grid/loop/card, articlebody, articletext, articlecontent, articlemain, articlecopy, ' +
  'articledetail, articleinner, articlewrapper, postcontent, postbody, posttext, postentry, postfull, ' +
  'storybody, storytext, storycontent, bodytext, bodycontent, bodycopy, maintext, maincontent, mainbody, ' +
  'mainarticle, contentbody, contenttext, contentmain, contentarticle, contentdetail, contentinner, ' +
  'contentarea, contentwrapper, richtext, markdown, prose, wysiwyg, artibody, article, artcon, ' +
  'artcontent, artbody, arttext, newscontent, newstext, newsbody, newsdetail, newscon, newstxt, ' +
  'detailcontent, detailtext, detailbody, detailcon, rte, blogcontent, blogpost, blogbody, blogtext, ' +
  'textcontent, textbody, zhengwen, neirong, conttext, content, cont, hentry, story, paragraphs, ' +
  'paragraph, article body/text/content/main/copy/detail/inner/wrapper, entry content, post ' +
  'content/body/text/entry/full, story body/text/content, body text/content/copy, main ' +
  'text/content/body/article, content body/text/main/article/detail/inner/area/wrapper, rich text, ' +
  'markdown body, trs editor, art con/content/body/text, news content/text/body/detail/con/txt, detail ' +
  'content/text/body/con, cms content, blog content/post/body/text, td post content, single content, text ' +
  'content/body, page content';

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

const negative = new WordList(NEGATIVE.map(([, words]) => words));
const positive = new WordList([POSITIVE]);

/** What kind of side matter the names of an element promise. */
export function hintOf(element: TreeElement): Hint | undefined {
  const found = negative.find(wordsOf(element));
  return found === undefined ? undefined : NEGATIVE[found]?.[0];
}

/** Do the names of an element promise the body of an article? */
export function promisesBody(element: TreeElement): boolean {
  if (/articleBody|mainContentOfPage/i.test(attributeOf(element, 'itemprop') ?? '')) return true;
  return positive.find(wordsOf(element)) !== undefined;
}
