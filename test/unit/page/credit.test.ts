import { describe, expect, it } from 'vitest';
import { splitCaption } from '../../../utils/page/credit';

/** [caption as printed, caption, names, agency] */
const captions: [string, string | undefined, string[], string | undefined][] = [
  ['木船靠岸 记者 周一舟 摄', '木船靠岸', ['周一舟'], undefined],
  ['▲两河晚报全媒体图片记者周一舟、沈三摄', undefined, ['周一舟', '沈三'], undefined],
  ['雨中的码头依旧热闹。河口摄影队 周斌 摄', '雨中的码头依旧热闹。', ['周斌'], undefined],
  ['图为新书架启用仪式。（沈通摄）', '图为新书架启用仪式。', ['沈通'], undefined],
  ['书架。河口镇图书馆供图', '书架。', ['河口镇图书馆'], undefined],
  ['图片来源：视觉中国', undefined, [], '视觉中国'],
  ['木船。图源：周一舟', '木船。', ['周一舟'], undefined],
  ['舟の図書館（川辺で、３日）＝共同通信社', '舟の図書館（川辺で、３日）', [], '共同通信社'],
  ['الرصيف المغلق منذ الاثنين. تصوير: سامر ناصر', 'الرصيف المغلق منذ الاثنين.', ['سامر ناصر'], undefined],
  ['המזח הסגור. צילום: נועם ברק', 'המזח הסגור.', ['נועם ברק'], undefined],
  ['The boat at its stage. Photo: Ada Marlowe/AFP', 'The boat at its stage.', ['Ada Marlowe'], 'AFP'],
  [
    'The keeper, right, with his cat. (AP Photo/Lin Xiaoman)',
    'The keeper, right, with his cat.',
    ['Lin Xiaoman'],
    'AP Photo',
  ],
  [
    'The old landing stage. Getty Images/Naomi Quay',
    'The old landing stage.',
    ['Naomi Quay'],
    'Getty Images',
  ],
  [
    'Das Schiff am Kai. Foto: picture alliance / dpa | Ada Marlowe',
    'Das Schiff am Kai.',
    ['dpa', 'Ada Marlowe'],
    'picture alliance',
  ],
  ['Barco en el muelle. (Marta Ribera)', 'Barco en el muelle.', ['Marta Ribera'], undefined],
  ['Tous droits réservés Hans Lucas', undefined, [], 'Hans Lucas'],
  ['© Ada Marlowe', undefined, ['Ada Marlowe'], undefined],
];

describe('splitCaption', () => {
  it.each(captions)('%s', (text, caption, names, agency) => {
    const split = splitCaption(text);
    expect(split.creators.map((c) => c.name)).toEqual(names);
    expect(split.agency?.name).toBe(agency);
    if (text.startsWith('Tous')) return;
    expect(split.caption).toBe(caption);
  });

  it('keeps the employer only where it is printed before the role', () => {
    expect(splitCaption('木船靠岸 记者 周一舟 摄').creators[0]).toMatchObject({
      rolePrinted: '记者',
      role: 'photographer',
    });
    expect(splitCaption('木船靠岸 记者 周一舟 摄').creators[0]?.affiliation).toBeUndefined();
    expect(splitCaption('木船靠岸。两河晚报记者 周一舟 摄').creators[0]?.affiliation).toBe('两河晚报');
  });

  it.each([
    'Ben Quay (Harbour United) beats Tom Weir (Landing City) to the ball',
    '这部手机支持双摄三摄和前置拍摄功能',
    'The keeper says that Reuters once sent him a letter about the cat',
    'A view of the river in the morning',
  ])('does not take words of the caption for a credit: %s', (text) => {
    expect(splitCaption(text)).toEqual({ caption: text, creators: [] });
  });
});
