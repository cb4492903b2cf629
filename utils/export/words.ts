import type { AttributionLanguage } from '../cite/attribution';
import type { SignalCode } from '../model/rights';

/** Our own words in an exported file. They travel with the file, so they are not the interface's messages. */
export interface ExportWords {
  heading: string;
  author: string;
  noAuthor: string;
  originalTitle: string;
  site: string;
  firstPublished: string;
  probably: (name: string) => string;
  published: string;
  noDate: string;
  address: string;
  saved: string;
  rights: string;
  statement: string;
  photos: string;
  fingerprint: string;
  imageNotKept: string;
  imageLeftOut: string;
  marks: string;
  note: string;
  contents: string;
  imageCredits: string;
  collection: (count: number) => string;
  signals: Record<SignalCode, string>;
}

const english: ExportWords = {
  heading: 'Source and rights',
  author: 'Author',
  noAuthor: 'no author named',
  originalTitle: 'Original title',
  site: 'Site',
  firstPublished: 'First published',
  probably: (name) => `probably ${name}`,
  published: 'Published',
  noDate: 'no date stated',
  address: 'Address',
  saved: 'Saved',
  rights: 'Rights',
  statement: 'The page states',
  photos: 'Photos',
  fingerprint: 'Fingerprint of the text',
  imageNotKept: 'image not kept',
  imageLeftOut: 'Image left out',
  marks: 'Highlights and notes',
  note: 'Note',
  contents: 'Contents',
  imageCredits: 'Image credits',
  collection: (count) => (count === 1 ? 'One clip' : `${count} clips`),
  signals: {
    'open.cc0': 'The page dedicates this to the public domain.',
    'open.pdm': 'The page marks this as public domain.',
    'open.by': 'The page states an open licence: reuse with attribution.',
    'open.by-sa': 'The page states an open licence: reuse with attribution, under the same licence.',
    'open.gov': 'The page states an open government licence.',
    'open.other': 'The page states an open licence.',
    'open.nc': 'The page states a licence: not for commercial use.',
    'open.nd': 'The page states a licence: unchanged only.',
    'open.version-unknown': 'The page names a licence without its version.',
    'open.exceptions': 'The page states a licence, with exceptions.',
    'cond.attribution': 'The page allows reuse if the source is named.',
    'cond.notify': 'The page allows reuse after notice or with permission.',
    conflict: 'The page contradicts itself about its terms.',
    'reserved.arr': 'The page reserves all rights.',
    'reserved.prohibited': 'The page forbids reuse without permission.',
    'owner-is-third-party.no-permission': 'The page says that others own this, and gives no permission.',
    'none-stated': 'Nothing stated. Copyright usually exists without a notice.',
    'none-stated.notice': 'A notice, but no terms. Copyright usually exists without a notice.',
    'user.permission': 'The person who saved this notes a permission.',
  },
};

const chinese: ExportWords = {
  heading: '出处与权利',
  author: '作者',
  noAuthor: '作者未署名',
  originalTitle: '原标题',
  site: '网站',
  firstPublished: '首发',
  probably: (name) => `很可能是${name}`,
  published: '发布',
  noDate: '页面未注明日期',
  address: '地址',
  saved: '采集',
  rights: '权利',
  statement: '页面声明',
  photos: '图片',
  fingerprint: '正文指纹',
  imageNotKept: '图片未保存',
  imageLeftOut: '图片未收入',
  marks: '划线与笔记',
  note: '笔记',
  contents: '目录',
  imageCredits: '图片来源',
  collection: (count) => `${count} 篇文章`,
  signals: {
    'open.cc0': '页面声明放弃著作权，归入公共领域。',
    'open.pdm': '页面标明属于公共领域。',
    'open.by': '页面声明开放许可：署名即可使用。',
    'open.by-sa': '页面声明开放许可：署名，并以相同方式共享。',
    'open.gov': '页面声明政府开放许可。',
    'open.other': '页面声明开放许可。',
    'open.nc': '页面声明许可：不得商用。',
    'open.nd': '页面声明许可：不得改动。',
    'open.version-unknown': '页面提到许可，但未注明版本。',
    'open.exceptions': '页面声明许可，另有例外。',
    'cond.attribution': '页面允许转载，须注明出处。',
    'cond.notify': '页面要求转载前告知或取得同意。',
    conflict: '页面对使用条件的说法互相矛盾。',
    'reserved.arr': '页面声明保留所有权利。',
    'reserved.prohibited': '页面禁止未经许可的转载。',
    'owner-is-third-party.no-permission': '页面称权利归他人所有，没有给出许可。',
    'none-stated': '页面没有声明。未声明通常不等于没有著作权。',
    'none-stated.notice': '页面有版权标记，没有写明条件。未写明通常不等于没有著作权。',
    'user.permission': '保存者注明已获许可。',
  },
};

/** The words of a language. */
export function wordsOf(language: AttributionLanguage): ExportWords {
  return language === 'zh' ? chinese : english;
}
