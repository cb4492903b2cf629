/** The record of a clip in a few lines for a person. Says "not stated" where the page does not state a thing. */
export function describeRecord(record) {
  const { content, source, rights, images, capture, integrity } = record;
  const lines = [
    ['title', content.title],
    ['original title', source.originalTitle?.value],
    ['site', source.site.value.name],
    ['section', source.breadcrumb?.value.join(' › ')],
    ['first published', withStatus(source.origin?.value.name, source.origin)],
    ['authors', source.creators.map(({ value }) => describeAgent(value)).join(', ') || 'not named'],
    ['date', source.published?.value.iso ?? 'not stated'],
    ...images.map((image) => ['picture', describeImage(image)]),
    ['rights', `${rights.signal.light} (${rights.signal.code})`],
    ...rights.notices.map(({ value, evidence }) => [
      'the page says',
      `“${value}” (${evidence[0]?.kind ?? 'unknown place'})`,
    ]),
    ['text', `${content.wordCount} words or characters, ${integrity.text.slice(0, 23)}…`],
    ['address', source.urls.retrieved],
    ['read', `${capture.at}, ${capture.tool} ${capture.toolVersion}, ${capture.browser}`],
  ];
  return lines
    .filter(([, value]) => value)
    .map(([name, value]) => `  ${`${name}:`.padEnd(17)}${value}`)
    .join('\n');
}

function withStatus(name, claim) {
  return name && (claim.status === 'inferred' ? `probably ${name}` : name);
}

function describeAgent({ name, rolePrinted, role, affiliation }) {
  return `${name} (${[affiliation, rolePrinted ?? role].filter(Boolean).join(', ')})`;
}

function describeImage({ caption, credit, creators, digest, failure }) {
  const who = creators.map(({ value }) => value.name).join(', ') || credit?.value || 'no credit';
  return `${caption?.value ?? 'no caption'}, by ${who}, ${digest ? 'kept' : `not kept: ${failure ?? 'unknown'}`}`;
}
