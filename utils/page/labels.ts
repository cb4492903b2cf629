/** Words that label metadata in the text of Chinese pages; longest first so that alternation takes the whole label. */
export const SOURCE_LABEL =
  '(?:文章来源|信息来源|稿件来源|新闻来源|内容来源|本文来源|资料来源|来源媒体|消息来源|来源于|来源|來源|稿源|出处|文章出处|转载自|转自|摘自|首发于|原载于?)';
export const AUTHOR_LABEL =
  '(?:执笔|文章作者|本文作者|原文作者|原作者|作者|撰文|撰稿人?|采写|文字|執筆|文図|文图|图文|图\\/文|文\\/图|发布人|发布者|发表人|上传人|供稿|供稿人|投稿人|文\\/摄|文)';
export const REPORTER_LABEL =
  '(?:(?:全媒体|融媒体|首席|见习|实习|特约|特派|本报|本网|本台|本刊|采访|采写|现场|驻站|文字|高级|资深)*(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|撰稿人|实习生))';
export const EDITOR_LABEL =
  '(?:责任编辑|責任編輯|網編|网编|责任校对|责编|責任編輯|值班编辑|网络编辑|新媒体编辑|编辑审核|编辑|編輯|編集|本文编辑|执行编辑|主编|总编辑?|审核人?|审读|审稿|复审|终审|初审|一审|二审|三审|编审|校对|審核|监制|总监制|值班主任|值班总编|值班编委|策划|统筹|排版|美编|视觉|制作|录入)';
export const ORIGINAL_TITLE_LABEL =
  '(?:本文原标题|原文标题|文章原标题|原标题|原标題|原標題|本文原题|原题|原題)';
export const DATE_LABEL =
  '(?:发布时间|发布日期|发表时间|发表日期|发布于|发表于|更新时间|更新日期|更新于|编辑于|创建时间|日期|时间|時間|發佈時間|發布時間|成文日期|公開日|更新日|投稿日|入稿|입력|수정|등록|최종수정)';
/** Government pages name the body that speaks: the corporate author. */
export const BODY_LABEL = '(?:发文机关|发布机构|发文单位|制发机关|发布单位|发文部门|公开责任部门)';
export const COUNTER_LABEL =
  '(?:浏览次数|浏览量?|点击数?|点击次数|点击率|阅读次数|阅读量|阅读数?|访问量|访问次数|人气|评论数?|回复数?|点赞数?|收藏数?|字数|字号|字体|字体大小|查看)';
export const SEPARATOR = '\\s{0,9}[:：|丨｜/／]\\s{0,9}';
