#!/usr/bin/env node
// Fits the weights of the detector (utils/detect/judge.ts) on the labelled pages of ../shared/bench, and tells what
// they are worth on sites that the fit has not seen.
//   node test/bench/lib/fit-detector.mjs [--without SIGN,SIGN]
// Prints curves "share of articles detected → share of other pages refused": of ten folds with no site in two of them,
// of weights fitted on all pages, and of the weights that stand in the code; then the fitted weights.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chanceOf } from '../../torture/lib/chance.mjs';
import { loadCore, OTHERS, require, rowsOf } from './core.mjs';

/** How much a page of a set counts: the other sets hold articles only, so they must not drown the kinds of pages. */
const SETS = { wcxb: 1, scrapinghub: 0.2, fundus: 0.2, zh: 0.2, zhdata: 0.2 };
/** How strongly weights are drawn to nought. */
const RIDGE = 3;
const FOLDS = 10;
const REPEATS = 8;

const { values: options } = parseArgs({ options: { without: { type: 'string' } } });
const { parseHTML } = await import(pathToFileURL(require.resolve('linkedom')).href);
const { judge, SIGNS } = await loadCore('detect/judge', 'detect/detect');

const left = (options.without ?? '').split(',');
const signs = SIGNS.map((name, at) => ({ name, at })).filter(({ name }) => !left.includes(name));
const pages = readPages();
const scales = signs.map((_, i) => Math.sqrt(mean(pages.map(({ values }) => values[i] ** 2)) || 1));
for (const page of pages) page.x = page.values.map((value, i) => value / scales[i]);

const held = crossValidated();
const fitted = fitWeights(pages);
console.log(
  'held apart    ',
  curve((page) => held.get(page)),
);
console.log(
  'fitted on all ',
  curve((page) => score(fitted, page)),
);
console.log(
  'in the code   ',
  curve((page) => page.score),
);
signs.forEach(({ name }, i) => {
  console.log((fitted[i] / scales[i]).toFixed(2).padStart(8), name);
});
console.log(fitted.at(-1).toFixed(2).padStart(8), '(from the start)');
for (const set of Object.keys(SETS)) {
  const articles = pages.filter((page) => page.set === set && page.article);
  const low = articles.map((page) => score(fitted, page)).sort((a, b) => a - b);
  console.log(
    set,
    'lowest articles',
    low
      .slice(0, 8)
      .map((value) => value.toFixed(2))
      .join(' '),
  );
}

function readPages() {
  return Object.keys(SETS).flatMap((set) =>
    rowsOf(set)
      .filter(({ type }) => type === 'article' || OTHERS.includes(type))
      .map((row) => {
        const { document } = parseHTML(row.html());
        const { score, values } = judge(document, row.url);
        return {
          set,
          site: siteOf(row),
          article: row.type === 'article' ? 1 : 0,
          score,
          values: signs.map(({ at }) => values[at]),
        };
      }),
  );
}

function siteOf({ url, id }) {
  return URL.canParse(url) ? new URL(url).host.split('.').slice(-2).join('.') : id;
}

/** Newton's method for a logistic regression with a ridge; the last weight is the start, and free. */
function fitWeights(sample) {
  const size = signs.length + 1;
  const weights = new Array(size).fill(0);
  for (let round = 0; round < 25; round += 1) {
    const slope = weights.map((weight, i) => (i < size - 1 ? -RIDGE * weight : 0));
    const bend = weights.map((_, i) => weights.map((_, j) => (i === j && i < size - 1 ? RIDGE : 0)));
    for (const page of sample) {
      const x = [...page.x, 1];
      const chance = 1 / (1 + Math.exp(-score(weights, page)));
      const much = SETS[page.set];
      for (let i = 0; i < size; i += 1) {
        slope[i] += much * (page.article - chance) * x[i];
        for (let j = 0; j < size; j += 1) bend[i][j] += much * chance * (1 - chance) * x[i] * x[j];
      }
    }
    const step = solve(bend, slope);
    step.forEach((value, i) => {
      weights[i] += value;
    });
    if (Math.max(...step.map(Math.abs)) < 1e-5) break;
  }
  return weights;
}

function score(weights, page) {
  return page.x.reduce((sum, value, i) => sum + value * weights[i], weights.at(-1));
}

/** Gauss with pivots. */
function solve(matrix, right) {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < rows.length; i += 1) {
    const best = rows
      .slice(i)
      .reduce((at, row, k) => (Math.abs(row[i]) > Math.abs(rows[at][i]) ? i + k : at), i);
    [rows[i], rows[best]] = [rows[best], rows[i]];
    for (let k = i + 1; k < rows.length; k += 1) {
      const share = rows[k][i] / rows[i][i];
      for (let j = i; j < rows[k].length; j += 1) rows[k][j] -= share * rows[i][j];
    }
  }
  const found = new Array(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const rest = found.reduce((sum, value, j) => (j > i ? sum + rows[i][j] * value : sum), 0);
    found[i] = (rows[i].at(-1) - rest) / rows[i][i];
  }
  return found;
}

/** Scores each page by weights that were fitted without any page of its site. */
function crossValidated() {
  const sums = new Map(pages.map((page) => [page, 0]));
  const sites = [...new Set(pages.map(({ site }) => site))];
  const random = chanceOf(7);
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const fold = new Map(
      sites
        .map((site) => [site, random()])
        .sort((a, b) => a[1] - b[1])
        .map(([site], i) => [site, i % FOLDS]),
    );
    for (let at = 0; at < FOLDS; at += 1) {
      const weights = fitWeights(pages.filter(({ site }) => fold.get(site) !== at));
      for (const page of pages)
        if (fold.get(page.site) === at) sums.set(page, sums.get(page) + score(weights, page) / REPEATS);
    }
  }
  return sums;
}

function curve(scoreOf) {
  const wcxb = pages.filter(({ set }) => set === 'wcxb');
  const articles = wcxb
    .filter(({ article }) => article)
    .map(scoreOf)
    .sort((a, b) => a - b);
  const others = wcxb.filter(({ article }) => !article).map(scoreOf);
  return [2, 3, 4, 5, 7, 10]
    .map((missed) => {
      const threshold = articles[missed];
      const refused = others.filter((value) => value < threshold).length / others.length;
      return `${(1 - missed / articles.length).toFixed(3)} → ${refused.toFixed(3)} (from ${threshold?.toFixed(2)})`;
    })
    .join('   ');
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
