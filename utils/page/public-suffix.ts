/**
 * The registrable domain of a host, by rules that cover what the Public Suffix List says of nearly all sites with
 * articles. The whole list is 120 kB, which a script that is put into pages must not carry; a unit test holds these
 * rules against it.
 */

/** Second labels under which countries register: `co.uk`, `com.cn`, `ac.jp`. */
const categories = new Set(
  'ac academy asn biz co com edu firm gen go gob gouv gov govt gub id idf idv in ind inf info int k12 lg ltd me mil muni name ne net nhs nic nom or org oz parliament plc police press pro pub res sch school store tm tv web'.split(
    ' ',
  ),
);
/** Countries whose register takes names directly under them also where the label looks like a category. */
const flat = new Set(
  'ai at be ca ch cz de dk es eu fi fr gg ie io is it li lt lu lv me nl no pt ro ru se si sk tv us'.split(
    ' ',
  ),
);
/** Categories that the flat ones do have. */
const flatCategories = new Set([
  'co.at',
  'or.at',
  'ac.at',
  'gv.at',
  'com.es',
  'org.es',
  'nom.es',
  'gob.es',
  'edu.es',
  'com.fr',
  'asso.fr',
  'gouv.fr',
  'nom.fr',
  'edu.it',
  'gov.it',
  'com.pt',
  'edu.pt',
  'gov.pt',
  'org.pt',
  'com.ro',
  'org.ro',
  'info.ro',
  'gov.ie',
  'edu.lv',
  'gov.lv',
  'com.lv',
  'org.lv',
  'com.de',
  'co.it',
  'com.ai',
  'org.ai',
  'net.ai',
  'com.io',
  'edu.eu',
  'gov.lt',
  'gc.ca',
]);
/** Provinces of China and the like: `sh.cn`, `tw.cn`. */
const chinese = new Set(
  'ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj 公司 网络 網絡'.split(
    ' ',
  ),
);
/** Where a host of many sites gives each its own name: two labels or more that are a suffix. */
const hosts = new Set(
  'github.io gitlab.io netlify.app vercel.app pages.dev workers.dev web.app firebaseapp.com herokuapp.com blogspot.com weebly.com appspot.com wixsite.com webflow.io notion.site neocities.org bearblog.dev azurewebsites.net cloudfront.net myshopify.com readthedocs.io hatenablog.com hateblo.jp hatenadiary.com surge.sh fly.dev onrender.com glitch.me repl.co gitbook.io codeberg.page sourceforge.io dreamwidth.org blog.gov.uk gov.uk nhs.uk police.uk eu.org'.split(
    ' ',
  ),
);
/** The registrable domain of a host and its first label; undefined for an address of numbers and for a suffix alone. */
export function domainOf(host: string): { domain: string; label: string } | undefined {
  if (!host || host.startsWith('[') || /^[\d.]+$/.test(host)) return undefined;
  const labels = host.toLowerCase().split('.').filter(Boolean);
  const size = suffixSize(labels);
  if (labels.length <= size) return undefined;
  return { domain: labels.slice(-size - 1).join('.'), label: labels.at(-size - 1) ?? '' };
}

function suffixSize(labels: readonly string[]): number {
  const two = labels.slice(-2).join('.');
  if (hosts.has(labels.slice(-3).join('.'))) return 3;
  if (hosts.has(two)) return 2;
  const [second = '', top = ''] = labels.slice(-2);
  if (labels.length < 2) return 1;
  if (top === 'cn' && chinese.has(second)) return 2;
  if (top.length !== 2) return 1;
  if (flat.has(top)) return flatCategories.has(two) ? 2 : 1;
  return categories.has(second) ? 2 : 1;
}
