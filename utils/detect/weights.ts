/**
 * How much each sign speaks for an article (above nought) or against it. Fitted once by logistic regression on public
 * pages labelled by kind: articles against listings, collections, products and services.
 */
export const WEIGHTS = {
  bias: -3.33,
  prose: 1.34,
  paragraphs: -0.74,
  gathered: 1.74,
  rival: 1.09,
  linked: 1.33,
  titles: 0.51,
  oneArticle: 0.3,
  manyArticles: 0.01,
  prices: -0.4,
  headings: -0.41,
  controls: 0.09,
  home: -1.57,
  shallow: -0.04,
  slug: 0.9,
  number: 1.25,
  dated: 1.58,
  listPath: -1.6,
  articlePath: 2.42,
  ogArticle: 0.04,
  ogOther: -0.96,
  ldArticle: 2.57,
  ldList: -1.98,
  published: 1.81,
  time: 0.21,
  oneH1: 0.69,
  calls: -0.97,
  author: 0.9,
  density: -0.34,
  ratio: 0.83,
} as const;

/** The sum from which a page counts as an article: leans towards offering the reader. */
export const THRESHOLD = -0.8;
