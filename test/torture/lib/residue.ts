/**
 * What must not be left anywhere below a node that was made from a page. Knows nothing of the product's own lists: a
 * second opinion, and a function without imports, so that it can be sent into a browser as text.
 * @returns what is wrong, in words
 */
export function residueOf(root: Element): string[] {
  const forbiddenTags =
    /^(?:script|style|iframe|frame|frameset|object|embed|applet|param|form|input|button|select|option|textarea|output|link|meta|base|title|template|slot|map|area|svg|image|use|foreignobject|animate|set|video|audio|source|track|picture|dialog|portal|fencedframe|marquee|plaintext|xmp|noscript|noembed|noframes|annotation-xml|maction|mglyph|malignmark|canvas|menuitem|command|isindex|html|head|body)$/;
  const forbiddenAttributes =
    /^(?:on.*|style|srcset|srcdoc|ping|formaction|action|background|target|name|is|slot|part|popover.*|xlink:.*|xmlns.*|data|poster|longdesc|lowsrc|dynsrc|usemap|manifest|profile|referrerpolicy|autofocus|contenteditable|tabindex|nonce|integrity|download|http-equiv)$/;
  const wrong: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    const tag = element.localName.toLowerCase();
    if (forbiddenTags.test(tag) || tag.includes('-')) wrong.push(`<${tag}>`);
    if (element.shadowRoot) wrong.push(`shadow root in <${tag}>`);
    for (const { name, value } of Array.from(element.attributes)) {
      if (forbiddenAttributes.test(name.toLowerCase())) wrong.push(`${tag} ${name}`);
      if (/^(?:href|src|cite)$/i.test(name)) {
        let protocol = 'none:';
        try {
          protocol = new URL(value, 'https://base.example/').protocol;
        } catch {
          // No address at all leads nowhere.
        }
        const inert = /^(?:https?:|none:)$/.test(protocol);
        const mail = protocol === 'mailto:' && tag === 'a';
        const picture =
          tag === 'img' &&
          (protocol === 'blob:' || /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp)[;,]/i.test(value));
        if (!inert && !mail && !picture) wrong.push(`${tag} ${name}=${protocol}`);
      }
      if (name === 'id' && !/^(?:fn|fnref)-[\w-]+$/.test(value))
        wrong.push(`${tag} id=${value.slice(0, 40)}`);
    }
  }
  return wrong;
}
