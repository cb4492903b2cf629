import { describe, expect, it } from 'vitest';
import { lineKind } from '../../../utils/page/line-kind';

const lines: [string, string][] = [
  ['原标题：河口镇的“船书”四百本', 'original-title'],
  ['（原标题：河口镇的“船书”四百本）', 'original-title'],
  ['来源：两河晚报', 'source'],
  ['文章来源丨两河晚报', 'source'],
  ['责任编辑：顾南_NB12556', 'editor'],
  ['【编辑：顾南】', 'editor'],
  ['（责编：顾南、杜小川）', 'editor'],
  ['作者：林小满', 'byline'],
  ['本报记者 沈一舟', 'byline'],
  ['两河晚报记者 沈一舟 林小满', 'byline'],
  ['（两河晚报记者 沈一舟）', 'closing-byline'],
  ['(河口融媒记者 沈一舟 通讯员 杜川)', 'closing-byline'],
  ['By Ada Marlowe', 'byline'],
  ['Von Ada Marlowe und Jo Low', 'byline'],
  ['2026-03-05 18:57:26', 'date'],
  ['发布时间：2026年03月05日 18:57', 'date'],
  ['木船靠岸 记者 周一舟 摄', 'credit'],
  ['声明：本站部分图文来源于网络，版权归原作者所有，如有侵权请联系删除。', 'disclaimer'],
  ['【免责声明】本文仅代表作者本人观点，与本网无关。', 'disclaimer'],
  ['未经授权不得转载', 'notice'],
  ['© 2026 Harrow Quay Post. All rights reserved.', 'notice'],
  ['11070 收藏 分享', 'share'],
  ['分享到：微信 微博', 'share'],
  ['Share this article', 'share'],
  ['浏览次数：120 次', 'counter'],
  ['展开全文', 'read-more'],
  ['Continue reading', 'read-more'],
  ['首页 > 新闻 > 正文', 'breadcrumb'],
  ['下一页', 'pager'],
];

describe('lineKind', () => {
  it.each(lines)('%s is %s', (text, kind) => {
    expect(lineKind(text)).toBe(kind);
  });

  it.each([
    '管船的老人说，船上的书一共四百多本，大半是过路的客人留下的。',
    '记者在码头看到，孩子们提着书袋排队上船。',
    '来源不明的旧书，他一本也没有扔掉。',
    '特色书架成为小镇的新风景',
    'By the time the tide came in, nobody was reading.',
    'The keeper talked about copyright for an hour. Then he laughed. Nobody asked why. The cat slept on.',
    '（完）',
    '第二章 涨潮',
  ])('leaves prose alone: %s', (text) => {
    expect(lineKind(text)).toBeUndefined();
  });
});
