/**
 * Hostile HTML, made by a grammar of our own: ways to run something (`canary(N)`), to ask the network for something
 * (`HIT/N`), to lead away, and to hide any of these from a parser. Everything follows from the seed, so that what was
 * found once can be made again.
 */

import { chanceOf } from './chance.mjs';

const events =
  'abort animationend animationstart auxclick beforecopy beforeinput beforetoggle blur canplay change click contentvisibilityautostatechange copy cut dblclick drag error finish focus focusin formdata hashchange input invalid keydown load loadedmetadata loadstart message mousedown mouseenter mouseover mousewheel pageshow paste play pointerdown pointerenter pointerover pointerrawupdate popstate progress ratechange reset resize scroll scrollend search securitypolicyviolation select selectstart show slotchange start storage submit suspend timeupdate toggle touchstart transitionend unhandledrejection unload volumechange webkitanimationstart wheel'.split(
    ' ',
  );
const carriers = [
  '<img src=x {}>',
  '<img src=HIT/N {}>',
  '<svg {}>',
  '<svg><g {}></g></svg>',
  '<svg><animate {} attributeName=x dur=1s></svg>',
  '<svg><image href=x {}></svg>',
  '<math {}><mi>x</mi></math>',
  '<body {}>',
  '<video src=x {}></video>',
  '<audio src=x {}></audio>',
  '<video><source {} src=x></video>',
  '<input autofocus {}>',
  '<select autofocus {}><option>a</select>',
  '<textarea autofocus {}></textarea>',
  '<button {}>b</button>',
  '<details open {}><summary>s</summary></details>',
  '<a href="https://a.example/" {}>l</a>',
  '<p {} tabindex=0>p</p>',
  '<div contenteditable {}>d</div>',
  '<iframe {}></iframe>',
  '<object data=x {}></object>',
  '<embed src=x {}>',
  '<marquee {}>m</marquee>',
  '<table {}><tr><td {}>c</table>',
  '<form {}><input type=submit></form>',
  '<link rel=stylesheet href=HIT/N {}>',
  '<style {}>*{}</style>',
  '<script {} src=x></script>',
  '<xss {} tabindex=1 autofocus>x</xss>',
  '<dialog open {}>d</dialog>',
  '<time datetime=2020 {}>t</time>',
  '<blockquote cite=x {}>q</blockquote>',
  '<q {}>q</q>',
  '<ol {}><li {}>i</ol>',
];
/** Ways of writing an attribute that runs something. */
const handlers = [
  'on{}=canary(N)',
  'on{}="canary(N)"',
  "on{}='canary(N)'",
  'ON{} = canary(N)',
  'on{}=canary`N`',
  '/on{}=canary(N)/',
  'on{}="&#99;anary(N)"',
  'on{}=&#x63;anary&lpar;N&rpar;',
  'on{}=\tcanary(N)',
  'on{}="javascript:canary(N)"',
  'on{}=top["can"+"ary"](N)',
  'a=">" on{}=canary(N)',
  'a=`"\'` on{}=canary(N)',
];
/** Ways of spelling an address that runs something. */
const addresses = [
  'javascript:canary(N)',
  'JaVaScRiPt:canary(N)',
  ' javascript:canary(N)',
  '\tjavascript:canary(N)',
  'java\tscript:canary(N)',
  'java\nscript:canary(N)',
  'java\rscript:canary(N)',
  '\u0001javascript:canary(N)',
  '\u00a0javascript:canary(N)',
  '\u3000javascript:canary(N)',
  '\u2028javascript:canary(N)',
  '\ufeffjavascript:canary(N)',
  '&#106;avascript:canary(N)',
  '&#x6A;avascript:canary(N)',
  '&#0000106avascript:canary(N)',
  'javascript&colon;canary(N)',
  'javascript&#58;canary(N)',
  'java&Tab;script:canary(N)',
  'java&NewLine;script:canary(N)',
  '&#1;javascript:canary(N)',
  'javascript:/*-->*/canary(N)',
  'javascript://a.example/%0Acanary(N)',
  'javascript:"<img src=x onerror=canary(N)>"',
  'vbscript:canary(N)',
  'livescript:canary(N)',
  'view-source:javascript:canary(N)',
  'feed:javascript:canary(N)',
  'jar:javascript:canary(N)',
  'data:text/html,<script>canary(N)</script>',
  'data:text/html;base64,PHNjcmlwdD5jYW5hcnkoTik8L3NjcmlwdD4=',
  'DATA:text/html,<img src=x onerror=top.canary(N)>',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="top.canary(N)"/>',
  'data:application/xhtml+xml,<script xmlns="http://www.w3.org/1999/xhtml">canary(N)</script>',
  'data:,canary(N)',
  'blob:https://a.example/0',
  'filesystem:https://a.example/temporary/x.html',
  'about:srcdoc',
  'file:///etc/hostname',
  'chrome://settings',
  'chrome-extension://x/library.html',
  'moz-extension://x/library.html',
  'intent://x#Intent;scheme=javascript;end',
  '//HOST/hit/N',
  '\\\\HOST/hit/N',
  '/\\HOST/hit/N',
  'http:HOST/hit/N',
];
const addressed = [
  '<a href="{}">l</a>',
  "<a href='{}'>l</a>",
  '<a href={}>l</a>',
  '<a href="#" xlink:href="{}">l</a>',
  '<a href="{}" target=_top ping=HIT/N>l</a>',
  '<map name=m><area href="{}" shape=default></map><img usemap=#m src=x>',
  '<svg><a href="{}"><text y=9>l</text></a></svg>',
  '<svg><a xlink:href="{}"><rect width=9 height=9 /></a></svg>',
  '<svg><a><animate attributeName=href values="{}" /><text y=9>l</text></a></svg>',
  '<svg><set attributeName=href to="{}" /></svg>',
  '<svg><use href="{}"></svg>',
  '<svg><image href="{}"></svg>',
  '<math href="{}"><mi>l</mi></math>',
  '<math><mi xlink:href="{}">l</mi></math>',
  '<math><maction actiontype=statusline xlink:href="{}">l</maction></math>',
  '<iframe src="{}"></iframe>',
  '<frameset><frame src="{}"></frameset>',
  '<object data="{}"></object>',
  '<object><param name=src value="{}"></object>',
  '<embed src="{}">',
  '<form action="{}"><input type=submit></form>',
  '<form><button formaction="{}">b</button></form>',
  '<input type=image src=x formaction="{}">',
  '<img src="{}">',
  '<img src=x srcset="{} 1x">',
  '<img src=x longdesc="{}">',
  '<img src=x lowsrc="{}" dynsrc="{}">',
  '<picture><source srcset="{}"><img src=x></picture>',
  '<video poster="{}" src="{}"></video>',
  '<audio src="{}" autoplay></audio>',
  '<video><track src="{}" default></video>',
  '<link rel=stylesheet href="{}">',
  '<link rel=import href="{}">',
  '<link rel=prefetch href="{}">',
  '<link rel=preload as=script href="{}">',
  '<link rel=manifest href="{}">',
  '<base href="{}"><a href="x">l</a>',
  '<meta http-equiv=refresh content="0;url={}">',
  '<meta http-equiv=refresh content=\'0;"{}"\'>',
  '<body background="{}">',
  '<table background="{}"><tr><td background="{}">c</table>',
  '<blockquote cite="{}">q</blockquote>',
  '<q cite="{}">q</q>',
  '<del cite="{}">q</del>',
  '<script src="{}"></script>',
  '<script type=module src="{}"></script>',
  '<svg><script href="{}"></script></svg>',
  '<p style="background:url({})">p</p>',
  '<style>@import "{}";</style>',
  '<style>*{background:url({})}</style>',
  '<applet code="{}"></applet>',
  '<isindex action="{}">',
  '<html manifest="{}">',
  '<head profile="{}">',
  '<command icon="{}">',
  '<menuitem icon="{}">',
  '<fencedframe src="{}"></fencedframe>',
];
const scripts = [
  '<script>canary(N)</script>',
  '<SCRIPT>canary(N)</SCRIPT>',
  '<script\n>canary(N)</script\n>',
  '<script/x>canary(N)</script>',
  '<script type=text/javascript>canary(N)//</script>',
  '<script type=module>canary(N)</script>',
  '<script>/*</script>*/canary(N)</script>',
  '<scr<script>ipt>canary(N)</script>',
  '<<script>canary(N)//<</script>',
  '<script>canary(N)',
  '<svg><script>canary(N)</script></svg>',
  '<svg><script>canary&lpar;N&rpar;</script></svg>',
  '<math><script>canary(N)</script></math>',
  '<noscript><script>canary(N)</script></noscript>',
  '<template><script>canary(N)</script></template>',
  '<div><template shadowrootmode=open><script>canary(N)</script><img src=x onerror=canary(N)></template></div>',
  '<iframe srcdoc="<script>top.canary(N)</script>"></iframe>',
  '<iframe srcdoc="&lt;img src=x onerror=top.canary(N)&gt;"></iframe>',
  '<object type="text/html" data="data:text/html,<script>top.canary(N)</script>"></object>',
  '<style>*{x:expression(canary(N))}</style>',
  '<p style="x:expression(canary(N))">p</p>',
  '<p style="-moz-binding:url(HIT/N)">p</p>',
  '<?xml-stylesheet href="javascript:canary(N)"?>',
  '<!--[if gte IE 4]><script>canary(N)</script><![endif]-->',
  '<!ENTITY x SYSTEM "HIT/N">&x;',
  '{{constructor.constructor("canary(N)")()}}',
  '#{canary(N)}',
  '<img src=x onerror=canary(N)//',
  '<img """><script>canary(N)</script>">',
  '<img src=`x` onerror=`canary(N)`>',
  '"><img src=x onerror=canary(N)>',
  "'><img src=x onerror=canary(N)>",
  '--><img src=x onerror=canary(N)>',
  ']]><img src=x onerror=canary(N)>',
  '</title><img src=x onerror=canary(N)>',
  '</textarea><img src=x onerror=canary(N)>',
  '</script><script>canary(N)</script>',
  '\u0000<img src=x onerror=canary(N)>',
  '<img\u0000src=x\u0000onerror=canary(N)>',
  '<im\u0000g src=x onerror=canary(N)>',
  '\ufeff<script>canary(N)</script>',
  '\u202e<script>canary(N)</script>',
];
/** What takes the names of the DOM's own members, or breaks walks over it. */
const clobbers =
  'attributes parentNode childNodes firstChild nodeName nodeType ownerDocument insertBefore removeChild getAttribute setAttribute hasChildNodes innerHTML content body head documentElement cookie getElementById createElement querySelectorAll removeAttribute namespaceURI tagName textContent currentScript defaultView implementation'
    .split(' ')
    .flatMap((name) => [
      `<form onclick=canary(N)><input name=${name}><input name=${name}><a href="javascript:canary(N)">l</a></form>`,
      `<img name=${name} src=x onerror=canary(N)>`,
      `<form id=${name}><output name=${name} onclick=canary(N)>o</output></form>`,
      `<a id=${name}></a><a id=${name} name=x href="javascript:canary(N)">l</a>`,
    ]);
/** Places in which a parser reads the same characters otherwise: `{}` is what is hidden there. */
const contexts = [
  '<math><mtext><table><mglyph><style><!--</style>{}--></style></mglyph></table></mtext></math>',
  '<math><mtext><table><mglyph><style><math>{}</math></style></mglyph></table></mtext></math>',
  '<svg></p><style><a id="</style>{}">',
  '<math></p><style><a id="</style>{}">',
  '<svg><style><!--</style>{}--></style></svg>',
  '<svg><desc><style>{}</style></desc></svg>',
  '<svg><title><style>{}</style></title></svg>',
  '<svg><foreignObject>{}</foreignObject></svg>',
  '<svg><foreignObject><math><mi><p></p><style>{}</style></mi></math></foreignObject></svg>',
  '<math><annotation-xml encoding="text/html">{}</annotation-xml></math>',
  '<math><annotation-xml encoding="application/xhtml+xml"><style>{}</style></annotation-xml></math>',
  '<math><annotation encoding="text/html">{}</annotation></math>',
  '<math><mi>{}</mi></math>',
  '<math><mtext>{}</mtext></math>',
  '<math><ms><p>{}</p></ms></math>',
  '<math><semantics><annotation-xml encoding="MathML-Presentation"><mtext>{}</mtext></annotation-xml></semantics></math>',
  '<math alttext="{}"><mi>x</mi></math>',
  '<noscript><p title="</noscript>{}">',
  '<noembed><p title="</noembed>{}">',
  '<noframes><p title="</noframes>{}">',
  '<xmp><p title="</xmp>{}">',
  '<iframe><p title="</iframe>{}">',
  '<style><p title="</style>{}">',
  '<title><p title="</title>{}">',
  '<textarea><p title="</textarea>{}">',
  '<template><p title="</template>{}">',
  '<template>{}</template>',
  '<plaintext>{}',
  '<select><option>{}</select>',
  '<select><style></select>{}</style>',
  '<select><template><style><a rel="</style></template></select>{}">',
  '<table><tr><td>{}',
  '<table>{}</table>',
  '<table><caption>{}</caption></table>',
  '<table><colgroup>{}</colgroup></table>',
  '<frameset>{}</frameset>',
  '<!--{}-->',
  '<!-->{}-->',
  '<!--->{}-->',
  '<!--x--!>{}-->',
  '<![CDATA[{}]]>',
  '<svg><![CDATA[><p title="]]>{}">',
  '<?{}?>',
  '<!{}>',
  '</{}>',
  '<a title="{}">l</a>',
  "<a title='{}'>l</a>",
  '<img alt="{}" src=x>',
  '<abbr title="`{}`">a</abbr>',
  '<pre>\n\n{}</pre>',
  '<pre><code class="language-x{}">{}</code></pre>',
  '<a href="https://a.example/{}">l</a>',
  '<p lang="{}" dir="{}">p</p>',
  '<td colspan="{}">c</td>',
  '<ruby>字<rp>{}</rp><rt>{}</rt></ruby>',
  '<details open><summary>{}</summary></details>',
  '<p><p><p>{}</p>',
  '<b><i></b>{}</i>',
  '<form><form><math><mtext></form><form><mglyph><style></math>{}',
  '<dl><dt>{}<dd>{}</dl>',
  '<h1><h2>{}</h2></h1>',
  '<a href="https://a.example/"><a href="https://b.example/">{}</a></a>',
  '<slot>{}</slot>',
  '<object>{}</object>',
  '<video>{}</video>',
  '<figure><figcaption>{}</figcaption></figure>',
  '<time datetime="{}">t</time>',
  '<x-y is="{}">{}</x-y>',
];

/** Something to hide in a context. */
const cores = [
  '<img src=x onerror=canary(N)>',
  '<img src=x onerror=canary(N)>"',
  '<script>canary(N)</script>',
  '<svg onload=canary(N)>',
  '<a href="javascript:canary(N)">l</a>',
  '<iframe src="javascript:top.canary(N)"></iframe>',
  '<style>@import "HIT/N"</style>',
  '<img src=HIT/N srcset="HIT/N 1x">',
  '<meta http-equiv=refresh content="0;url=HIT/N">',
  '<form action=HIT/N><button>b</button></form>',
  '<base href=HIT/N>',
  '&lt;img src=x onerror=canary(N)&gt;',
  '&amp;lt;img src=x onerror=canary(N)&amp;gt;',
];

const requests = [
  '<img src="HIT/N">',
  '<img srcset="HIT/N 2x" src="HIT/N">',
  '<img src="HIT/N" crossorigin referrerpolicy=unsafe-url>',
  '<picture><source srcset=HIT/N><img src=HIT/N></picture>',
  '<video src=HIT/N poster=HIT/N autoplay></video>',
  '<audio src=HIT/N autoplay></audio>',
  '<object data=HIT/N></object>',
  '<embed src=HIT/N>',
  '<iframe src=HIT/N></iframe>',
  '<link rel=icon href=HIT/N>',
  '<link rel=dns-prefetch href=HIT/N>',
  '<link rel=preconnect href=HIT/N>',
  '<link rel=modulepreload href=HIT/N>',
  '<style>@font-face{font-family:x;src:url(HIT/N)}p{font-family:x}</style><p>p</p>',
  '<style>p{background:image-set(url(HIT/N) 1x)}</style><p>p</p>',
  '<style>p:has(b){background:url(HIT/N)}</style><p><b>p</b></p>',
  '<p style="background:url(HIT/N)">p</p>',
  '<p style="list-style:url(HIT/N);cursor:url(HIT/N),auto">p</p>',
  '<svg><image href=HIT/N /><use href="HIT/N#x"/><feImage href=HIT/N /></svg>',
  '<svg style="filter:url(HIT/N#f)"></svg>',
  '<input type=image src=HIT/N>',
  '<a href=HIT/N ping=HIT/N>l</a>',
  '<table background=HIT/N><tr><td>c</table>',
  '<meta http-equiv=refresh content="0;url=HIT/N">',
  '<meta http-equiv="Content-Security-Policy" content="report-uri HIT/N">',
  '<script src=HIT/N></script>',
  '<form action=HIT/N method=post><input name=a autofocus><button>b</button></form>',
  '<portal src=HIT/N></portal>',
  '<html manifest=HIT/N>',
  '<body background=HIT/N>',
];

/** The corpus: every way of the grammar once. The same list at each call; some four thousand payloads. */
export function corpus(): string[] {
  const made: string[] = [];
  carriers.forEach((carrier, at) => {
    handlers.forEach((handler, turn) => {
      for (const step of [0, 7, 23]) {
        const event = events[(at * 13 + turn * 5 + step) % events.length] ?? 'load';
        made.push(fill(carrier, handler.replaceAll('{}', event)));
      }
    });
  });
  for (const event of events)
    made.push(`<img src=x on${event}=canary(N)>`, `<svg on${event}=canary(N)></svg>`);
  addressed.forEach((form, at) => {
    addresses.forEach((address, turn) => {
      // Every spelling in a link; elsewhere every fourth, another one for each form.
      if (at < 6 || (at + turn) % 4 === 0) made.push(fill(form, address));
    });
  });
  made.push(...scripts, ...clobbers, ...requests);
  for (const context of contexts) for (const core of cores) made.push(fill(context, core));
  return made.map(numbered);
}

/**
 * Payloads put together by chance: a core in up to four contexts, letters changed in ways that parsers forgive.
 * @param count how many
 * @param seed the same seed gives the same payloads
 */
export function* generated(count: number, seed = 1): Generator<string> {
  const chance = chanceOf(seed);
  const pick = (list: readonly string[]): string => list[Math.floor(chance() * list.length)] ?? '';
  const core = (): string => {
    const kind = chance();
    if (kind < 0.3) return fill(pick(carriers), pick(handlers).replaceAll('{}', pick(events)));
    if (kind < 0.6) return fill(pick(addressed), pick(addresses));
    if (kind < 0.7) return pick(scripts);
    if (kind < 0.75) return pick(clobbers);
    if (kind < 0.85) return pick(requests);
    return pick(cores);
  };
  for (let index = 0; index < count; index += 1) {
    let payload = core();
    const depth = Math.floor(chance() * 5);
    for (let level = 0; level < depth; level += 1) payload = fill(pick(contexts), payload);
    if (chance() < 0.2) payload += core();
    yield numbered(disturb(payload, chance), index);
  }
}

function disturb(payload: string, chance: () => number): string {
  const kind = chance();
  if (kind < 0.6) return payload;
  const at = Math.floor(chance() * payload.length);
  if (kind < 0.7) return payload.slice(0, at); // cut short
  if (kind < 0.78) return `${payload.slice(0, at)}\u0000${payload.slice(at)}`;
  if (kind < 0.86) return payload.replace(/<\/\w+>/, ''); // a tag that stays open
  if (kind < 0.93)
    return payload.replace(
      /<(\w+)/g,
      (_, name: string) => `<${[...name].map((c) => (chance() < 0.5 ? c.toUpperCase() : c)).join('')}`,
    );
  return payload.slice(0, at) + payload.slice(Math.min(payload.length, at + 1 + Math.floor(chance() * 6)));
}

function fill(form: string, content: string): string {
  return form.split('{}').join(content);
}

function numbered(payload: string, index: number): string {
  return payload.replace(/\bN\b/g, String(index));
}

/** Puts the address of the harness's server into payloads: `HIT` is where no request may ever arrive. */
export function aimed(payload: string, origin: string): string {
  return payload.replaceAll('HIT', `${origin}/hit`).replaceAll('HOST', origin.replace(/^https?:\/\//, ''));
}
