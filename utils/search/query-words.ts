import type { Light } from '../model/rights';

/** The words of the query language, with their Chinese names. Tables only. */

export type FilterKey =
  | 'tag'
  | 'site'
  | 'author'
  | 'title'
  | 'in'
  | 'is'
  | 'has'
  | 'light'
  | 'lang'
  | 'before'
  | 'after'
  | 'published'
  | 'sort';

export type IsState =
  | 'unread'
  | 'reading'
  | 'read'
  | 'favourite'
  | 'archived'
  | 'trashed'
  | 'highlighted'
  | 'tagged'
  | 'partial';

/** `uncredited`: a picture whose maker the page does not name. */
export type HasPart =
  | 'note'
  | 'highlight'
  | 'image'
  | 'uncredited'
  | 'tag'
  | 'author'
  | 'date'
  | 'licence'
  | 'versions';

export type SortKey = 'relevance' | 'saved' | 'published' | 'title' | 'site' | 'length' | 'read';

export const FILTER_KEYS: Record<string, FilterKey> = {
  tag: 'tag',
  标签: 'tag',
  site: 'site',
  站点: 'site',
  网站: 'site',
  author: 'author',
  by: 'author',
  作者: 'author',
  title: 'title',
  标题: 'title',
  in: 'in',
  collection: 'in',
  合集: 'in',
  is: 'is',
  状态: 'is',
  has: 'has',
  含: 'has',
  light: 'light',
  rights: 'light',
  许可: 'light',
  lang: 'lang',
  language: 'lang',
  语言: 'lang',
  before: 'before',
  早于: 'before',
  after: 'after',
  晚于: 'after',
  published: 'published',
  发布: 'published',
  sort: 'sort',
  排序: 'sort',
};

export const IS_STATES: Record<string, IsState> = {
  unread: 'unread',
  未读: 'unread',
  reading: 'reading',
  在读: 'reading',
  read: 'read',
  已读: 'read',
  favourite: 'favourite',
  favorite: 'favourite',
  starred: 'favourite',
  收藏: 'favourite',
  archived: 'archived',
  归档: 'archived',
  trashed: 'trashed',
  trash: 'trashed',
  deleted: 'trashed',
  回收站: 'trashed',
  highlighted: 'highlighted',
  划线: 'highlighted',
  tagged: 'tagged',
  partial: 'partial',
};

export const HAS_PARTS: Record<string, HasPart> = {
  note: 'note',
  notes: 'note',
  笔记: 'note',
  highlight: 'highlight',
  highlights: 'highlight',
  划线: 'highlight',
  image: 'image',
  images: 'image',
  图片: 'image',
  uncredited: 'uncredited',
  未署名: 'uncredited',
  tag: 'tag',
  tags: 'tag',
  标签: 'tag',
  author: 'author',
  作者: 'author',
  date: 'date',
  日期: 'date',
  licence: 'licence',
  license: 'licence',
  许可: 'licence',
  versions: 'versions',
  版本: 'versions',
};

export const LIGHTS: Record<string, Light> = {
  green: 'green',
  绿: 'green',
  amber: 'amber',
  yellow: 'amber',
  黄: 'amber',
  red: 'red',
  红: 'red',
  grey: 'grey',
  gray: 'grey',
  none: 'grey',
  灰: 'grey',
};

export const SORT_KEYS: Record<string, SortKey> = {
  relevance: 'relevance',
  相关: 'relevance',
  saved: 'saved',
  保存: 'saved',
  published: 'published',
  date: 'published',
  发布: 'published',
  title: 'title',
  标题: 'title',
  site: 'site',
  站点: 'site',
  length: 'length',
  长度: 'length',
  read: 'read',
  阅读: 'read',
};

/** What completion offers for a key, in this order; spellings and Chinese names are left out. */
export const OFFERED_KEYS: readonly FilterKey[] = [
  'tag',
  'site',
  'author',
  'is',
  'has',
  'light',
  'lang',
  'before',
  'after',
  'published',
  'title',
  'in',
  'sort',
];

export const OFFERED_VALUES: Partial<Record<FilterKey, readonly string[]>> = {
  is: ['unread', 'reading', 'read', 'favourite', 'highlighted', 'archived', 'tagged', 'partial', 'trashed'],
  has: ['note', 'highlight', 'image', 'tag', 'author', 'date', 'licence', 'versions'],
  light: ['green', 'amber', 'red', 'grey'],
  before: ['7d', '30d', '1y'],
  after: ['7d', '30d', '1y'],
  sort: ['relevance', 'saved', 'published', 'title', 'site', 'length', 'read'],
};
