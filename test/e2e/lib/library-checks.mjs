import assert from 'node:assert/strict';
import { until } from '../../../scripts/lib/until.mjs';

/** The clips that the library holds outside the Trash. */
export async function keptClips(session) {
  return (await session.rows('clips')).filter((clip) => !clip.deletedAt);
}

/** Waits until so many clips are kept, and gives them. */
export async function waitForClips(session, count) {
  return until(`${count} clips are kept`, async () => {
    const clips = await keptClips(session);
    return clips.length === count ? clips : undefined;
  });
}

/** Waits until the pictures of all clips have been fetched or given up, and gives them. */
export function waitForImages(session) {
  return until('the pictures are fetched', async () => (await session.rows('imageJobs')).length === 0);
}

/** Holds a whole record against what must come out of the founding page; contacts are masked where it says so. */
export function checkRecord(record, expected) {
  const { content, source, rights, images, integrity } = record;
  const statement = integrity.masked
    ? expected.copyrightStatement.replace(/(\d{3}-)\d{8}/g, '$1••••••••')
    : expected.copyrightStatement;
  assert.equal(content.title, expected.title);
  assert.equal(source.title.value, expected.title);
  assert.equal(source.originalTitle?.value, expected.originalTitle);
  assert.equal(content.subtitle ?? source.subtitle?.value, expected.subtitle);
  assert.equal(source.site.value.name, expected.siteName);
  assert.deepEqual(source.breadcrumb?.value.slice(-expected.section.length), expected.section);
  assert.equal(source.language.value, expected.language);
  const writers = source.creators
    .map(({ value }) => value)
    .filter(({ role }) => role === 'author' || role === 'correspondent')
    .map(({ name, rolePrinted, affiliation }) => ({ name, role: rolePrinted, affiliation }));
  assert.deepEqual(writers, expected.authors);
  assert.equal(source.origin?.value.name, expected.firstPublishedBy);
  assert.equal(source.published, undefined);
  const [image] = images;
  assert.equal(images.length, expected.images.length);
  assert.equal(image.caption?.value, expected.images[0].caption);
  assert.equal(image.creators[0]?.value.name, expected.images[0].credit);
  assert.ok(
    rights.notices.some(({ value }) => value === statement),
    `the statement is among ${JSON.stringify(rights.notices.map(({ value }) => value))}`,
  );
  assert.ok(rights.license === undefined, 'no licence is made up');
  const text = content.text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  assert.deepEqual(text, expected.bodyParagraphs);
  for (const words of expected.notInBody)
    assert.ok(!content.html.includes(words), `"${words}" is not in the text`);
}
