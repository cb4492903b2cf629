import { describe, expect, it } from 'vitest';
import type { Article } from '../../../utils/model/article';
import { withoutHeavyImages } from '../../../utils/reading/heavy-images';

const image = (letter: string, size: number): string => `data:image/png;base64,${letter.repeat(size)}`;
const article = (...sources: string[]): Article => ({
  title: 'A long page',
  html: `<p>Before.</p>${sources.map((src) => `<figure><img alt="" src="${src}"></figure>`).join('')}<p>After.</p>`,
  text: 'Before.\nAfter.',
  images: sources.map((src, index) => ({ id: `img${index + 1}`, src, creators: [] })),
  wordCount: 2,
  trace: [],
});

describe('an article with large images in itself', () => {
  it('stays as it is where there is room', () => {
    const one = article(image('a', 200_000));
    expect(withoutHeavyImages(one, 1_000_000)).toBe(one);
  });

  it('loses the largest first, and only as many as need be', () => {
    const [small, large, larger] = [image('a', 150_000), image('b', 300_000), image('c', 400_000)];
    const { html, images } = withoutHeavyImages(article(small, large, larger), 500_000);
    expect(images.map(({ src }) => src[22])).toEqual(['a', 'b']);
    expect(html).toContain(small);
    expect(html).not.toContain(larger);
    expect(html).toMatch(/^<p>Before\.<\/p>.*<p>After\.<\/p>$/s);
  });

  it('keeps images that have an address, whatever its length', () => {
    const far = 'https://paper.example/boat.jpg';
    const { images } = withoutHeavyImages(article(far, image('c', 400_000)), 1_000);
    expect(images.map(({ src }) => src)).toEqual([far]);
  });
});
