import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webName } from '../../../scripts/lib/driver/session.mjs';
import { root } from '../../../scripts/lib/root.mjs';
import { serve } from '../../../scripts/lib/serve.mjs';

const pages = join(root, 'test', 'pages');
const own = join(root, 'test', 'e2e', 'site');
/** Someone else's pages, which the project does not carry: used where they stand beside it. */
const seed = join(root, '..', 'shared', 'seed');

/** Where the guise `leading` leads to. */
export const ledTo = '/own/of-this-machine.png';

/** Ways in which a hostile or careful site serves the same page. */
const guises = {
  /** Pictures are shown on the site's own pages only, and cookies would tell on us. */
  guarded: (file, { headers }) => {
    if (!file.headers['content-type'].startsWith('image/')) return;
    if (headers.referer?.startsWith('http://localhost:') && !headers.cookie) return;
    file.status = 403;
    file.body = Buffer.from('');
  },
  /** Nothing may load or run, and no string may become HTML. */
  strict: (file) => {
    file.headers['content-security-policy'] =
      "default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  },
  /** Pictures are somewhere else: on the machine of the person who asks for them. */
  leading: (file, { headers }) => {
    if (!file.headers['content-type'].startsWith('image/')) return;
    file.status = 302;
    file.headers.location = `http://127.0.0.1:${headers.host.split(':')[1]}${ledTo}`;
  },
  /** Styles that undo everything they can reach, on the page and, if they could, on us. */
  hostile: (file) => {
    if (!file.headers['content-type'].startsWith('text/html')) return;
    const style =
      '<style>*{all:unset!important} div{display:none!important} html{font-size:62.5%!important}' +
      ' :not(html,body){opacity:0!important;pointer-events:none!important}</style>';
    file.body = Buffer.from(file.body.toString('latin1').replace('</head>', `${style}</head>`), 'latin1');
  },
};

/** Starts the web server of the tests. */
export async function openSite() {
  const server = await serve({ pages, own, ...(existsSync(seed) ? { seed } : {}) }, guises);
  return {
    ...server,
    page: (name) => `${server.origin}/pages/${name}/page.html`,
    own: (name) => `${server.origin}/own/${name}`,
    as: (guise, name) => `${server.origin}/as/${guise}/pages/${name}/page.html`,
    /** The same under a name of the web. */
    onTheWeb: (address) => address.replace('//localhost:', `//${webName}:`),
  };
}

/** The founding page in all its shapes, each with what must come out. */
export function foundingShapes() {
  const shapes = ['founding--modern', 'founding--gbk'].map((name) => ({
    name,
    path: `/pages/${name}/page.html`,
    expected: readExpected(join(pages, name)),
  }));
  if (!existsSync(seed)) return shapes;
  const expected = readExpected(seed);
  return [
    ...shapes,
    { name: 'seed modern', path: '/seed/page.html', expected },
    { name: 'seed GBK', path: '/seed/page-gbk.html', expected },
  ];
}

function readExpected(folder) {
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
}
