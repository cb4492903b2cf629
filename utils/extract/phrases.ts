/** Phrases of side matter in the languages that news and blogs are mostly written in. Held against one short block. */

import { signsOf } from '../page/text';
import { PhraseList } from './phrase-list';

/** A line that says where to click, sign up, follow or buy; never a sentence of an article. */
export const BOILERPLATE = new PhraseList(
  String.raw`
advertisement|advertisment|advertentie
ad
ads
anzeige
werbung
publicité|publicidad|publicidade
pubblicità
annons|annonce
reklama
реклама
広告
广告
廣告
광고
sponsored(?: content)?
promoted
loading\b.{0,20}|load (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}|load more.{0,30}
skip (?:to|past|advertisement).{0,60}
click (?:here|to) .{0,80}|click to .{0,40}
please (?:enable|turn on) javascript.{0,100}
enable javascript.{0,100}
turn on javascript.{0,100}
you need to (?:enable|have) javascript.{0,80}
your browser does not support.{0,80}
sign (?:up|in)\b.{0,80}
log (?:up|in)\b.{0,80}
subscribe\b.{0,100}
follow (?:us|me|him|her|the author)\b.{0,100}
like (?:us|me|him|her|the author)\b.{0,100}
join (?:us|me|him|her|the author)\b.{0,100}
find (?:us|me|him|her|the author)\b.{0,100}
connect with (?:us|me|him|her|the author)\b.{0,100}
share (?:this|on|via|your|with|the)\b.{0,60}
get (?:the|our) (?:latest|newsletter|app|best)\b.{0,100}
download (?:the|our) app\b.{0,80}
all (?:posts|articles|stories|news) (?:by|from|in|on)\b.{0,60}
more (?:posts|articles|stories|news) (?:by|from|in|on)\b.{0,60}
leave a (?:reply|comment).{0,30}
post (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}
add (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}
view (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}|view (?:all|more|full|profile|larger|image|gallery|original).{0,40}
show (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}|show (?:all|more|less).{0,30}
hide (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}
read (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}
write (?:a |all |\d+ |more )?(?:comments?|reviews?|replies)\b.{0,40}
\d+ (?:comments?|replies|shares?|likes?|views?|reactions?|responses?)|\d+ ?\/ ?\d+|\d+ of \d+
be the first to comment.{0,40}
comments (?:are|have been) (?:closed|disabled).{0,60}
back to (?:top|home|the top|blog|all|news|main|previous)\b.{0,40}
return to (?:top|home|the top|blog|all|news|main|previous)\b.{0,40}
go to (?:top|home|the top|blog|all|news|main|previous)\b.{0,40}
previous (?:post|article|story|entry|page|posts|articles|stories)?s?\b.{0,120}|prev (?:post|article|story|entry|page|posts|articles|stories)?s?\b.{0,120}
next (?:post|article|story|entry|page|posts|articles|stories)?s?\b.{0,120}
older (?:post|article|story|entry|page|posts|articles|stories)?s?\b.{0,120}
newer (?:post|article|story|entry|page|posts|articles|stories)?s?\b.{0,120}
earlier (?:post|article|story|entry|page|posts|articles|stories)?s?\b.{0,120}
later (?:post|article|story|entry|page|posts|articles|stories)?s?\b.{0,120}
terms (?:of|and) (?:use|service|conditions)\b.{0,60}
privacy (?:policy|notice)\b.{0,60}
cookie (?:policy|settings|preferences)\b.{0,60}
copy(?: link| url)?
print(?: this)?(?: page| article)?
save(?: article| story| for later)?
bookmark
listen(?: to (?:this )?(?:article|story))?
tap to .{0,40}
swipe to .{0,40}
toggle .{0,30}
您还未登录.{0,20}
请先?登录后.{0,20}
是否.{0,6}跳转.{0,12}
close
menu
search
home
reply
report
edit
permalink
see (?:all|more)\b.{0,40}
expand.{0,20}
image \d+ of \d+
photo \d+ of \d+
`,
  String.raw`[\s.!:…»›>→]*`,
);

/** A short line that opens side matter; everything under it in its container goes with it. */
export const TAIL_HEADING = new PhraseList(
  String.raw`
related(?: (?:articles?|posts?|stories|content|news|topics?|links?|reading|coverage|items?|resources|products?|videos?|tags))?|relaterat
you (?:may|might) (?:also )?(?:like|enjoy|be interested in)
you'll also like
recommended(?: for you| (?:reading|articles?|stories|posts?|videos?))?|recommendations
more (?:on|from|in|about|like) .{0,60}|more (?:stories|articles|posts|news|to read|to explore|reading|resources|recipes|for you|top stories|headlines)
read (?:more|next|also)|read this next|read more(?: about| on| from)?.{0,60}|reader comments(?: \(\d+\))?
see (?:more|next|also)
watch (?:more|next|also)
discover (?:more|next|also)
what to read next|what do you think\??
up next
next up
keep reading
further reading
don't miss
in case you missed it
editors?['’]?s? picks?
most (?:read|popular|viewed|shared|commented)(?: .{0,30})?
popular (?:posts?|stories|articles|now|in .{0,30}|on .{0,30})
trending(?: .{0,30})?
top (?:stories|posts|news|articles)
latest(?: (?:news|posts?|stories|articles?|headlines|from .{0,40}|in .{0,30}|on .{0,30}|videos?))?
recent (?:posts?|articles?|stories|news|comments)
other (?:articles|stories|posts|news)
similar (?:articles|posts|stories|topics|news)
featured(?: (?:posts?|articles?|stories|content|news|videos?))?
from (?:the web|our partners|around the web|the archive)
around the web
sponsored (?:content|stories|links)
paid content
promoted (?:content|stories)
suggested (?:articles|posts|reading)
\d+ (?:comments?|responses|replies|reactions|reader comments)(?: \(\d+\))?|\d+ (?:comments?|responses?|replies|thoughts?)(?: (?:on|to) .{0,200})?|.{0,8}(?:著作权|版权|免责|传输内容)声明
comments?(?: \(\d+\))?|commentaires?
responses(?: \(\d+\))?
replies(?: \(\d+\))?
reactions(?: \(\d+\))?
leave a (?:reply|comment|response)(?: cancel reply)?
post (?:a|your) (?:comment|reply|review)|post navigation
add (?:a|your) (?:comment|reply|review)
write (?:a|your) (?:comment|reply|review)
submit (?:a|your) (?:comment|reply|review)
join (?:the|our) (?:conversation|discussion|newsletter|community|mailing list)
have your say
about (?:the )?(?:authors?|writers?|contributors?)
meet the author
share (?:this|the|on)?.{0,40}|share
spread (?:this|the|on)?.{0,40}
follow (?:us|me).{0,40}
newsletter(?: sign ?up)?
subscribe(?: .{0,60})?
sign up.{0,60}
get (?:our|the) .{0,40}newsletter.{0,30}
stay (?:connected|in touch|informed|up to date|updated).{0,30}
tags?
tagged(?: with| as| in)?
topics
filed under.{0,60}
categories|categorized.{0,40}
keywords
explore (?:more|topics|further).{0,30}
contact us|contenus? sponsorisés?|contenido relacionado
quick links
useful links
site links
navigation
ähnliche (?:artikel|beiträge|themen)
verwandte (?:artikel|themen|beiträge|inhalte)
mehr (?:zum thema|aus|von|zu|über|artikel|lesen).{0,60}
weitere (?:artikel|themen|beiträge|nachrichten|meldungen|infos|links|informationen).{0,40}
das könnte (?:sie|dich) auch interessieren
auch interessant
lesen sie (?:auch|mehr|hier|dazu).{0,60}|lesetipps?
meistgelesen.{0,30}
kommentare?(?: \(\d+\))?
schlagw[oö]rte?r?
themen
empfohlen.{0,40}
neueste .{0,30}
à lire (?:aussi|également|sur).{0,60}
lire (?:aussi|également|la suite).{0,80}
voir (?:aussi|plus|également).{0,40}
sur le même (?:sujet|thème)
articles? (?:similaires?|liés|connexes|recommandés|associés|les plus lus)|articoli correlati|artikel (?:terkait|lainnya)
les plus (?:lus|populaires|partagés|commentés)|les commentaires?|les også.{0,60}
vos commentaires?
à propos de l['’]auteur
dans (?:la même rubrique|le même dossier)
plus d['’](?:articles|infos|actualités).{0,30}
mots[- ]clés
partager.{0,40}
noticias relacionadas|notizie correlate
art[ií]culos relacionados
te puede interesar
también te puede interesar
le puede interesar
lea (?:también|además|más).{0,60}
leer (?:también|más).{0,60}
más (?:noticias|información|sobre|en|leído|leídas|vistas).{0,40}
lo más (?:leído|visto|popular).{0,30}
últimas noticias|últimas notícias
otras noticias
comentarios?
etiquetas
temas(?: relacionados)?
compartir.{0,30}
leia (?:também|mais).{0,60}
veja (?:também|mais).{0,60}
mais (?:notícias|lidas|sobre|lidos).{0,40}
not[ií]cias relacionadas
matérias relacionadas
saiba mais.{0,40}
leggi (?:anche|tutto).{0,80}
potrebbe interessarti.{0,30}
i più letti
lees (?:ook|meer|verder).{0,60}
gerelateerd.{0,30}
meer (?:over|nieuws|lezen|artikelen|van).{0,40}
meest gelezen
läs (?:även|också|mer).{0,60}
mest läst|mest lest|mest læste
læs også.{0,60}|læs mere.{0,60}
lue (?:myös|lisää).{0,60}
luetuimmat
czytaj (?:też|także|więcej|również).{0,60}
zobacz (?:też|także|również|więcej).{0,60}
powiązane.{0,30}
najnowsze
polecane.{0,30}
čtěte (?:také|více).{0,60}
související.{0,30}
читайте (?:также|ещё|еще|далее).{0,60}|читати також.{0,60}
похожие (?:новости|статьи|материалы|записи)
другие (?:новости|статьи|материалы|записи)
последние (?:новости|статьи|материалы|записи)
связанные (?:новости|статьи|материалы|записи)
по теме
материалы по теме
самое (?:читаемое|популярное)
комментарии
теги
ещё по теме
devamını oku
ilgili (?:haberler|konular).{0,20}
baca juga.{0,80}
berita (?:terkait|lainnya|terbaru)
đọc thêm.{0,40}
tin (?:liên quan|mới|khác|cùng chuyên mục)
xem thêm.{0,40}
関連(?:記事|ニュース|リンク|キーワード|する.{0,12})?
おすすめ(?:記事|の.{0,12})?
人気(?:記事|の記事|ランキング)?
最新(?:記事|ニュース)?|最新(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
新着(?:記事|ニュース)?
あわせて読みたい
こちらも(?:おすすめ|どうぞ|読まれています)
アクセスランキング
ランキング
コメント
この記事を(?:シェア|書いた.{0,8})
관련\s?(?:기사|뉴스|글)
많이\s?본\s?(?:뉴스|기사)
추천\s?(?:기사|뉴스)
인기\s?(?:기사|뉴스)
최신\s?(?:기사|뉴스)
댓글(?:\s?\d+)?
相关(?:阅读|文章|新闻|推荐|链接|报道|内容|资讯|专题|视频|主题|标签|话题)?
相關(?:閱讀|文章|新聞|推薦|連結|報導)?
推荐(?:阅读|文章|内容|新闻|视频)?
推薦(?:閱讀|文章)?
延伸(?:阅读|閱讀)
更多(?:阅读|新闻|文章|内容|精彩|推荐|相关|资讯|>{1,4}).{0,16}
热(?:点|门|文|评|议)?(?:排行|推荐|新闻|文章|阅读|图|榜|搜|词|点|评|标签|评论)?
熱門.{0,6}
猜你(?:喜欢|感兴趣|爱看)
大家(?:都在看|还在看|在看|正在看)
为你推荐
今日(?:推荐|热点|要闻|头条|热榜|关注)
精彩(?:推荐|图片|阅读|内容|评论|图集|视频)
最热(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
热门(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
全部(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
精选(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
网友(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
用户(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
我来(?:评论|文章|新闻|资讯|留言|跟帖|发布|更新|消息|专题)
网友评论(?:\s?[(（]?\d+[)）]?|区|列表)?
评论(?:\s?[(（]?\d+[)）]?|区|列表)?
发表(?:评论|我的评论|看法)
我要评论
参与评论
已有\d+.{0,3}评论.{0,10}
本文标签
文章标签
热门标签
相关标签
标签
关键[词字]
新闻排行(?:榜)?
点击排行(?:榜)?
阅读排行(?:榜)?
本周排行(?:榜)?
本月排行(?:榜)?
一周排行(?:榜)?
图片排行(?:榜)?
视频排行(?:榜)?
排行(?:榜)?
上一篇.{0,80}
下一篇.{0,80}
分享(?:到|至|文章|本文)?.{0,12}
扫码.{0,30}
扫一扫.{0,30}
长按.{0,30}
微信扫.{0,30}
关注.{0,30}
作者(?:简介|介绍|其他文章|最新文章)
责任编辑.{0,30}
友情链接
合作媒体
返回(?:首页|顶部|列表).{0,10}
回到(?:首页|顶部|列表).{0,10}
精华推荐
专题推荐
编辑推荐
频道推荐
图集推荐
视频推荐
每日推荐
要闻推荐
`,
  String.raw`[\s:：.…»›>→|?!]{0,40}`,
);

/** An in-line pointer to another article: `Read also: …`, `相关阅读：…`. */
export const POINTER =
  /^(?:[•▶►→»>*\s-]*)(?:read (?:more|also|next|this|the full|our)|also (?:read|see|watch|on|in)|see (?:also|more)|related(?: (?:story|stories|article|articles|post|posts|reading|link|links|content|coverage|video))?|more (?:on|from|in|about|on this)|watch(?: (?:more|also|now|this|the video|live))?|don't miss|(?:recommended|must read|further reading|up next|next)|you may also like|in case you missed it|icymi|listen(?: (?:to|now|more))?|learn more|lesen sie (?:auch|mehr|hier|dazu)|lese(?:n|tipp)?|mehr (?:zum thema|dazu|zu|lesen)|auch interessant|lire (?:aussi|également|la suite|plus)|à lire(?: aussi)?|voir aussi|retrouvez|lea (?:también|además|más)|leer (?:también|más)|te puede interesar|ver también|mira también|además|leia (?:também|mais)|veja (?:também|mais)|saiba mais|leggi anche|vedi anche|guarda anche|lees (?:ook|meer)|läs (?:även|också|mer)|les også|læs (?:også|mere)|lue (?:myös|lisää)|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również|więcej)|čtěte (?:také|více)|читайте (?:также|ещё|еще)|читати також|читайте також|baca juga|xem thêm|đọc thêm|>>|相关(?:阅读|新闻|报道|链接|文章)|延伸阅读|推荐阅读|更多阅读|関連記事|【関連.{0,8}】|あわせて読みたい|관련\s?기사)\s*(?:[:：|]|>|»|→|$|(?=\b))/i;

/** A template's holes that a script was to fill. */
export const TEMPLATE =
  /<iframe\b[^<>]*>|\{\{[^{}]*\}\}|\{[*|%][^{}]*[*|%]\}|<%[^<%]*%>|\$\{[^{}]*\}|\[\[[^\]]{0,60}\]\]|[.#][\w-]{1,60}(?:\s{1,9}[\w.#-]{1,60}){0,9}\s{0,9}\{[^{}:]{0,300}:[^{}]*\}/;

/** What a form to sign up says below its button. */
export const CONSENT =
  /\bby (?:signing up|subscribing|registering|submitting|entering your|providing your|clicking|joining)\b.{0,60}\b(?:you|i) (?:agree|consent|accept|acknowledge|confirm)|^thank(?:s| you) for (?:signing up|subscribing|registering)\b|\bmit (?:der|ihrer) (?:anmeldung|registrierung)\b.{0,60}\b(?:stimme|akzeptiere|einverstanden)|\ben (?:vous inscrivant|cliquant)\b.{0,60}\bvous acceptez|\bal (?:suscribirte|registrarte|hacer clic)\b.{0,60}\baceptas|(?:点击|提交|注册|订阅).{0,12}(?:即|表示).{0,6}(?:同意|接受)/i;

/** One of these stands in all that the pattern above fits; so with the other signs below. */
export const CONSENT_SIGNS = signsOf(
  'agree consent accept acknowledge confirm thank stimme akzeptiere einverstanden aceptas 同意 接受',
);

/** Offers of a paywall. */
export const PAYWALL =
  /(?:reserved|available|exclusive|only) (?:for|to) (?:our )?(?:subscribers|members)|(?:subscribe|register|sign in|log in|create an account)(?: now| today)? (?:to|and) (?:read|continue|unlock|access|view|get|keep|enjoy)|already (?:a |have an? )(?:subscriber|member|account)|this (?:article|content|story) is (?:only )?(?:for|available to|reserved|exclusive)|(?:unlimited|full) (?:digital |online )?access (?:to|for)|start your (?:free )?trial|réservée? aux abonnés|il vous reste [\d.,]+ ?% de cet article|abonnez-vous pour|déjà abonné|(?:mit|nur für) (?:einem )?abo(?:nnenten)? |jetzt (?:kostenlos )?(?:testen|weiterlesen|abonnieren)|weiterlesen mit|exklusiv für abonnenten|contenido exclusivo para suscriptores|suscríbete para|hazte (?:premium|suscriptor)|conteúdo exclusivo para assinantes|contenuto riservato|abbonati per|会員限定|有料会員|続きを?(?:読む|読め)|無料登録|登录后(?:查看|阅读)|(?:开通|购买)会员|付费(?:阅读|内容)|订阅后(?:查看|阅读)/i;

export const PAYWALL_SIGNS = signsOf(
  'subscribe member register sign_in log_in an_account a_account this_article_is this_content_is this_story_is access_to access_for your_trial free_trial abonn il_vous_reste mit_abo einem_abo für_abo jetzt_ weiterlesen_mit exklusiv_für suscri suscrí hazte_ assinantes riservato abbonati 会員 続き 登録 登录 会员 付费 订阅',
);

const MONTH =
  'jan|feb|mar|mär|maer|apr|may|mai|maj|mei|jun|juin|jul|juil|aug|aoû|août|sep|sept|okt|oct|nov|dec|dez|déc|dic|ene|fév|fevr|févr|abr|ago|set|out|gen|mag|giu|lug|ott|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек';
/** A line with a date or a time of reading in it; only held against short lines near the headline. */
export const DATED = new RegExp(
  `(?:\\b\\d{1,2}[./-]\\s?\\d{1,2}[./-]\\s?\\d{2,4}\\b|\\b(?:19|20)\\d{2}[-/.年]\\s?\\d{1,2}|\\b(?:${MONTH})\\p{L}{0,9}\\.?\\s{1,9}\\d{1,2}(?:st|nd|rd|th)?,?\\s{1,9}\\d{4}|\\b\\d{1,2}(?:st|nd|rd|th)?\\.?\\s{1,9}(?:de\\s{1,9})?(?:${MONTH})\\p{L}{0,9}\\.?,?\\s{1,9}(?:de\\s{1,9})?\\d{4}|\\d{1,9}\\s{0,9}(?:min(?:ute)?s?|minutos?|minuti|minuten|мин)\\b.{0,12}(?:read|lecture|lesezeit|lectura|leitura|lettura|lezen)?|\\d{1,2}:\\d{2}\\s{0,9}(?:am|pm|uhr|gmt|utc|est|cet|et)?$|\\b(?:hours?|days?|weeks?|months?) ago\\b)`,
  'iu',
);

/** Appeals to subscribe, give, follow or republish, inside a sentence; held against blocks at the ends of an article. */
export const APPEAL =
  /(?:sign(?:ing)? up (?:for|to) (?:our|the|my)|subscrib(?:e|ing) to (?:our|the|my)|(?:our|the|my) (?:free )?(?:\w+ ){0,2}newsletters?\b|become a (?:member|subscriber|patron|supporter)\b|(?:make|making) a donation|(?:consider|please) (?:donating|making|supporting|pitching|subscribing|sharing|leave a (?:review|comment))|support (?:our|independent) (?:work|journalism|reporting)|follow (?:us|me|him|her|them)? ?on (?:twitter|x|facebook|instagram|linkedin|tiktok|threads|bluesky|mastodon|telegram|google)|like us on|join our (?:newsletter|community|telegram|whatsapp|channel|mailing list|discord)|download (?:our|the) (?:free )?(?:app|mobile app)|republish (?:our|this)|all rights reserved|this (?:story|article|post|piece) (?:was|is|has been) (?:originally |first )?(?:published|produced|written|reported|republished|syndicated)|originally (?:published|appeared) (?:on|in|at)|(?:contributed|contributing) (?:to this (?:report|story|article)|reporting)|(?:affiliate|referral) (?:links?|commission)|may (?:earn|receive) (?:a|an) (?:small )?(?:affiliate )?commission|(?:email|e-mail|write to|contact) (?:us|the (?:author|writer|editor)) at|have (?:a|any) (?:news )?(?:tip|story|question)s?\b.{0,60}(?:email|contact|reach|let us)|fill (?:out|in) the form below|view (?:our|the) (?:privacy|terms)|(?:abonnieren sie|folgen sie uns|jetzt abonnieren|newsletter anmelden|abonnez-vous|suivez-nous|inscrivez-vous|suscríbete|síguenos|inscreva-se|siga-nos|iscriviti|seguici)|(?:扫描|长按|识别).{0,8}二维码|关注.{0,12}(?:公众号|微信|微博)|(?:下载|打开).{0,10}(?:客户端|APP)|点击(?:下载|投票|参与|进入|关注|上方|下方)|投稿(?:邮箱|热线)|(?:新闻)?(?:报料|爆料)(?:热线|电话|邮箱)?|欢迎(?:关注|转发|投稿|加入))/i;

export const APPEAL_SIGNS = signsOf(
  'sign subscri newsletter become_a donat making supporting pitching sharing leave_a support_ follow like_us join_our download republish all_rights this_ originally contribut affiliate referral commission email e-mail write_to contact have_a fill_ view_our view_the abonnieren folgen_sie abonnez suivez inscri suscrí síguenos inscreva siga-nos iscriviti seguici 二维码 关注 下载 打开 点击 投稿 报料 爆料 欢迎',
);

/** Opens a statement of a platform or of the rights holder, which belongs to the rights and not to the text. */
export const STATEMENT =
  /^[\s【[（(*※]*(?:(?:特别|郑重|版权|免责|重要|平台|本站|原创|权利)?(?:声明|声明如下|提示)|免责条款|(?:special )?(?:notice|statement)|disclaimer|copyright notice)/i;
