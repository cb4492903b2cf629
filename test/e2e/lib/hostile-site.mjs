import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';
import { aimed } from '../../torture/lib/payloads.ts';

/**
 * A site whose articles carry payloads in every field: head, JSON-LD, headline, byline, captions, and one after each
 * paragraph, and one in the file name of a picture. The page itself may run nothing and load nothing (its own policy), so that whatever runs or loads was let
 * through by us. Every request for `/hit/…` is noted.
 */
export async function openHostileSite() {
  const hits = [];
  const pages = new Map();
  const picture = readFileSync(join(root, 'test/pages/founding--modern/reed-ferry.png'));
  const server = createServer(({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (pathname.startsWith('/hit/')) hits.push(pathname);
    if (pathname.startsWith('/picture'))
      return response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
    const page = pages.get(pathname);
    if (!page) return response.writeHead(404).end();
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        ...(page.free ? {} : { 'content-security-policy': "default-src 'none'; script-src 'nonce-own'" }),
      })
      .end(page.html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${server.address().port}`;
  return {
    origin,
    hits,
    /** Makes a page of these payloads and gives its address. */
    article(name, payloads) {
      pages.set(`/${name}`, {
        html: articleWith(
          name,
          payloads.map((payload) => aimed(payload, origin)),
        ),
      });
      return `${origin}/${name}`;
    },
    /** A page that forbids nothing, with this body. */
    free(name, body) {
      pages.set(`/${name}`, {
        free: true,
        html: `<!doctype html><meta charset=utf-8><title>free</title>${body}`,
      });
      return `${origin}/${name}`;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const prose = (index) =>
  `The ferry of line ${index} left the quay at dawn, and the crew counted the lamps along the shore until the fog took them; ` +
  'nobody on board spoke of the storm that the evening papers had promised, since the harbour had seen worse.';

function articleWith(name, payloads) {
  const some = (at) => payloads[at % payloads.length] ?? '';
  const text = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  const facts = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: `The last ferry ${some(0)}`,
    alternativeHeadline: some(1),
    author: [{ '@type': 'Person', name: `Ada Quay ${some(2)}`, url: some(3) }],
    publisher: { '@type': 'Organization', name: `Harbour Post ${some(4)}`, url: some(5) },
    datePublished: `2024-05-06${some(6)}`,
    license: some(7),
    copyrightHolder: { '@type': 'Person', name: some(8) },
    copyrightNotice: some(9),
    articleSection: some(10),
    inLanguage: some(11),
  };
  const meta = ['author', 'description', 'keywords', 'date', 'copyright', 'DC.rights', 'citation_author']
    .map((name, at) => `<meta name="${name}" content="${text(some(12 + at))}">`)
    .concat(
      ['og:title', 'og:site_name', 'og:url', 'og:image', 'article:published_time', 'article:author'].map(
        (name, at) => `<meta property="${name}" content="${text(some(20 + at))}">`,
      ),
    )
    .join('');
  const blocks = payloads
    .map(
      (_, at) =>
        `<p>${at === 0 ? `Sheet ${name}. ` : ''}${prose(at)}</p><div class="text" data-at="${at}"></div>`,
    )
    .join('\n');
  const json = (value) => JSON.stringify(value).replace(/</g, '\\u003c');
  return `<!doctype html><html lang="${text(some(26))}" dir="${text(some(27))}"><head><meta charset="utf-8">
<title>The last ferry ${text(some(28))}</title>${meta}
<link rel="license" href="${text(some(29))}"><link rel="canonical" href="${text(some(30))}">
<script type="application/ld+json">${json(facts)}</script></head>
<body><article><h1>The last ferry ${text(some(31))}</h1><p class="byline">By Ada Quay ${text(some(32))}</p>
<figure><img src="/picture-${encodeURIComponent(some(38).slice(0, 120).toWellFormed())}.png" alt="${text(some(33))}" title="${text(some(34))}"><figcaption>The quay ${text(some(35))}. Photo: ${text(some(36))}</figcaption></figure>
${blocks}
<p>© 2024 ${text(some(37))}</p></article>
<script nonce="own">
const payloads = ${json(payloads)};
for (const box of document.querySelectorAll('[data-at]')) {
  const made = document.createElement('div');
  made.innerHTML = payloads[box.dataset.at];
  // These would lead the page itself away before anybody reads it.
  for (const node of made.querySelectorAll('meta, base')) node.remove();
  box.append(...made.childNodes);
}
</script></body></html>`;
}
