import { createServer } from 'node:http';
import { crc32, deflateSync } from 'node:zlib';
import { chanceOf } from './chance.mjs';

const words = (
  'the ferry lamp river slate keeper morning tide ledger harbour clerk kettle window channel paper brass wheel ' +
  'number gull quay record wire handle winter lock margin hand pencil circle moon sun wind ship cloth room key'
).split(' ');
const chinese = '潮水每天早晨由管理员在石阶旁记下来写在纸上并且从不涂改因为空白也是一种记录'.split('');

/**
 * An article of the mill, the same for the same number: its title, its paragraphs, and how many pictures stand in it. One
 * in five is the page of an earlier one with another text.
 */
export function articleOf(number) {
  const chance = chanceOf(number * 2_654_435_761);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const isChinese = number % 6 === 5;
  const sentence = () =>
    isChinese
      ? `第${number}号：${Array.from({ length: 30 + Math.floor(chance() * 30) }, () => pick(chinese)).join('')}。`
      : `Sheet ${number} says that ${Array.from({ length: 12 + Math.floor(chance() * 12) }, () => pick(words)).join(' ')}.`;
  const joint = isChinese ? '' : ' ';
  const paragraph = () => Array.from({ length: 3 + Math.floor(chance() * 4) }, sentence).join(joint);
  const paragraphs = Array.from({ length: 5 + Math.floor(chance() * 20) }, paragraph);
  return {
    number,
    page: number % 5 === 4 ? number - 2 : number,
    title: isChinese ? `第${number}号抄本` : `Sheet ${number} of the paper mill`,
    language: isChinese ? 'zh' : 'en',
    paragraphs,
    pictures: number % 3 === 0 ? 1 + (number % 2) : 0,
  };
}

/** The article as the body of a page. */
export function bodyOf({ number, title, paragraphs, pictures }) {
  const figures = Array.from(
    { length: pictures },
    (_, at) =>
      `<figure><img src="/picture/${number}-${at}.png" width="480" height="320" alt="a sheet"></figure>`,
  );
  const text = paragraphs.map((paragraph) => `<p>${paragraph}</p>`);
  return `<header><a href="/">The Mill</a></header><main><article><h1>${title}</h1>${[
    text[0],
    ...figures,
    ...text.slice(1),
  ].join('')}</article></main>`;
}

/** A picture of the mill: 480 by 320, noise that does not compress, the same for the same name. */
function pictureOf(name) {
  const chance = chanceOf([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7));
  const [width, height] = [480, 320];
  const raw = Buffer.alloc((width + 1) * height);
  // One row in eight is noise: about 20 kB a picture.
  for (let y = 0; y < height; y += 8)
    for (let x = 1; x <= width; x++) raw[y * (width + 1) + x] = Math.floor(chance() * 256);
  const chunk = (type, data) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(data.length);
    const body = Buffer.concat([Buffer.from(type), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([head, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits of a grey
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * A web site of as many articles as one wants (`/sheet/7`; `/sheet/7?utm_content=9` has another text on the same page),
 * which also takes what a test tells it: what is posted to `/tell` is given to `onTold`. `pictureDelay`: milliseconds that
 * each picture takes.
 */
export async function openPaperMill({ onTold = () => undefined, pictureDelay = 0 } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/tell') {
      let body = '';
      for await (const part of request) body += part;
      onTold(JSON.parse(body));
      response.setHeader('access-control-allow-origin', '*').end('ok');
      return;
    }
    const [, kind, name = ''] = /^\/(sheet|picture)\/([\w-]+)/.exec(pathname) ?? [];
    response.setHeader('cache-control', 'no-store');
    if (kind === 'picture') {
      const send = () => response.setHeader('content-type', 'image/png').end(pictureOf(name));
      setTimeout(send, pictureDelay);
      return;
    }
    if (kind === undefined) {
      response.writeHead(404).end();
      return;
    }
    const article = articleOf(Number(searchParams.get('utm_content') ?? name));
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><html lang="${article.language}"><meta charset="utf-8"><title>${article.title}</title>` +
          `<body>${bodyOf(article)}</body></html>`,
      );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${server.address().port}`;
  return {
    origin,
    sheet: (number) => `${origin}/sheet/${number}`,
    /** How long each picture takes from now on, in milliseconds. */
    slowPictures(milliseconds) {
      pictureDelay = milliseconds;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
