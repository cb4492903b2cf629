import type { Bytes } from '../bytes';
import { RemoteProblem } from '../remote';
import type { Answer, Ask, Server } from './http';

/** Something in a folder. */
export interface Entry {
  name: string;
  isFolder: boolean;
  /** Bytes; nothing where the server does not say. */
  size: number | undefined;
}

/** 坚果云 lists at most so many and leaves out the rest, or gives it on a further page. */
const silentLimit = 750;
const mostPages = 1_000;

const question =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><getcontentlength/><resourcetype/></prop></propfind>';

/** Files and folders below one folder of a WebDAV server (RFC 4918). Paths are relative to it, of letters that need no coding. */
export class Dav {
  readonly #base: URL;

  constructor(
    readonly server: Server,
    address: string,
  ) {
    this.#base = new URL(address);
    this.#base.search = '';
    this.#base.hash = '';
    if (!this.#base.pathname.endsWith('/')) this.#base.pathname += '/';
  }

  /** A file's bytes; nothing where there is none. */
  async get(path: string, signal: AbortSignal): Promise<Answer | undefined> {
    const answer = await this.#ask({ method: 'GET', url: this.#url(path), takes: [200, 404, 410] }, signal);
    return answer.status === 200 ? answer : undefined;
  }

  /** The last bytes of a file, and its length; nothing where there is none. */
  async end(
    path: string,
    count: number,
    signal: AbortSignal,
  ): Promise<{ bytes: Bytes; fileLength: number } | undefined> {
    const ask = {
      method: 'GET',
      url: this.#url(path),
      headers: { range: `bytes=-${count}` },
      takes: [200, 206, 404, 410, 416],
    };
    const { status, headers, bytes } = await this.#ask(ask, signal);
    if (status === 404 || status === 410) return undefined;
    if (status === 416) return { bytes: new Uint8Array(), fileLength: 0 };
    const said = /\/(\d+)\s*$/.exec(headers.get('content-range') ?? '')?.[1];
    // A server that knows no ranges gives the whole.
    if (status === 200 || said === undefined) return { bytes: bytes.slice(-count), fileLength: bytes.length };
    return { bytes, fileLength: Number(said) };
  }

  /**
   * Writes a file, and makes the folders that it needs. `ifAbsent`: false is returned where there is one already; a server
   * that knows no conditions overwrites it.
   */
  async put(path: string, body: Bytes, signal: AbortSignal, ifAbsent = false): Promise<boolean> {
    const ask = {
      method: 'PUT',
      url: this.#url(path),
      headers: {
        'content-type': 'application/octet-stream',
        ...(ifAbsent && { 'if-none-match': '*' }),
      },
      body,
      takes: [200, 201, 204, 404, 409, 412],
    };
    const first = await this.#ask(ask, signal);
    if (first.status !== 404 && first.status !== 409) return first.status !== 412;
    await this.makeFolder(folderOf(path), signal);
    const second = await this.#ask({ ...ask, takes: [200, 201, 204, 412] }, signal);
    return second.status !== 412;
  }

  /** Renames a file, in one step for everybody who looks. False where `to` is there already and may not be replaced. */
  async move(from: string, to: string, replace: boolean, signal: AbortSignal): Promise<boolean> {
    const headers = { destination: this.#url(to), overwrite: replace ? 'T' : 'F' };
    const ask = { method: 'MOVE', url: this.#url(from), headers, takes: [200, 201, 204, 412] };
    return (await this.#ask(ask, signal)).status !== 412;
  }

  /** Takes a file away, or a folder (its path ends in `/`) with all that is in it. */
  async remove(path: string, signal: AbortSignal): Promise<void> {
    await this.#ask({ method: 'DELETE', url: this.#url(path), takes: [200, 202, 204, 404, 410] }, signal);
  }

  /** Makes a folder and those that it lies in; one that is there is left alone. */
  async makeFolder(path: string, signal: AbortSignal): Promise<void> {
    await this.#makeFolderAt(this.#url(path), signal);
  }

  /** What lies in a folder, all of it; nothing where there is no such folder. */
  async list(path: string, signal: AbortSignal): Promise<Entry[] | undefined> {
    const listing = await this.listSome(path, signal);
    if (listing?.mayLackSome) {
      throw new RemoteProblem('old-server', `lists no more than ${silentLimit} files of a folder`);
    }
    return listing?.entries;
  }

  /** What lies in a folder, as far as the server lists it. */
  async listSome(
    path: string,
    signal: AbortSignal,
  ): Promise<{ entries: Entry[]; mayLackSome: boolean } | undefined> {
    const url = this.#url(path);
    const entries = new Map<string, Entry>();
    let mayLackSome = false;
    let next: string | undefined = url;
    for (let page = 0; next && page < mostPages; page++) {
      const ask = {
        method: 'PROPFIND',
        url: next,
        headers: { depth: '1', 'content-type': 'application/xml; charset=utf-8' },
        body: question,
        takes: [207, 404, 410],
      };
      const answer: Answer = await this.#ask(ask, signal);
      if (answer.status !== 207) return undefined;
      const found = entriesOf(new TextDecoder().decode(answer.bytes), url);
      for (const entry of found) entries.set(entry.name, entry);
      next = nextPage(answer.headers, url);
      // With or without the folder itself.
      mayLackSome = !next && page === 0 && (found.length === silentLimit || found.length === silentLimit - 1);
    }
    return { entries: [...entries.values()], mayLackSome };
  }

  /** Where the files of a Nextcloud (or ownCloud) lie whose own address was typed; nothing where it is none. */
  async addressOfNextcloud(user: string, signal: AbortSignal): Promise<string | undefined> {
    const ask = { method: 'GET', url: this.#url('status.php'), takes: [200, 404] };
    const answer = await this.server.ask(ask, signal).catch(() => undefined);
    if (answer?.status !== 200 || !/"productname"/.test(new TextDecoder().decode(answer.bytes)))
      return undefined;
    return this.#url(`remote.php/dav/files/${encodeURIComponent(user)}/`);
  }

  async #makeFolderAt(url: string, signal: AbortSignal): Promise<void> {
    const ask = { method: 'MKCOL', url, takes: [200, 201, 301, 403, 404, 405, 409] };
    const { status } = await this.#ask(ask, signal);
    if (status === 404 || status === 409) {
      const parent = new URL('..', url).href;
      if (parent === url) throw new RemoteProblem('not-found', `MKCOL ${status}`);
      await this.#makeFolderAt(parent, signal);
      await this.#makeLastFolder(ask, signal);
    } else if (status === 403) await this.#makeLastFolder(ask, signal);
  }

  /** Apache says 403 also where another device makes the same folder at the same moment. */
  async #makeLastFolder(ask: Ask, signal: AbortSignal): Promise<void> {
    const { status } = await this.#ask(ask, signal);
    if (status < 400 || status === 405) return;
    const look = { method: 'PROPFIND', url: ask.url, headers: { depth: '0' }, takes: [207, 404] };
    const { status: seen } = await this.#ask(look, signal);
    if (seen === 404) throw new RemoteProblem('read-only', `MKCOL ${status}`);
  }

  #url(path: string): string {
    return new URL(path, this.#base).href;
  }

  /** Nextcloud locks a file while another device's request for it is not over: that passes within a moment. */
  async #ask(ask: Ask, signal: AbortSignal): Promise<Answer> {
    for (const wait of [200, 1_000]) {
      const answer = await this.server.ask({ ...ask, takes: [...ask.takes, 423] }, signal);
      if (answer.status !== 423) return answer;
      await pause(wait, signal);
    }
    return this.server.ask(ask, signal);
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((over, stopped) => {
    const stop = (): void => {
      clearTimeout(timer);
      stopped(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      over();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The address of a further page of a listing (RFC 8288), as 坚果云 gives it; only on the same server. */
function nextPage(headers: Headers, url: string): string | undefined {
  const target = /<([^<>]{0,2000})>\s*;[^,<]*\brel="?next"?/i.exec(headers.get('link') ?? '')?.[1];
  if (!target || !URL.canParse(target, url)) return undefined;
  const next = new URL(target, url);
  return next.origin === new URL(url).origin && next.href !== url ? next.href : undefined;
}

/**
 * The entries of a multistatus answer, without the folder itself. A worker has no XML parser, and these answers are of one
 * shape: an element `response` each, in any prefix, with `href`, perhaps `getcontentlength` and `collection`.
 */
function entriesOf(xml: string, url: string): Entry[] {
  const self = lastName(new URL(url).pathname);
  const begun = xml.split(/<(?:[\w.-]{1,40}:)?response(?:\s[^<>]{0,999})?>/i).slice(1);
  return begun.flatMap((part) => {
    const end = part.search(/<\/(?:[\w.-]{1,40}:)?response\s{0,9}>/i);
    if (end < 0) return []; // An answer that broke off.
    const inside = part.slice(0, end);
    const href = /<(?:[\w.-]{1,40}:)?href(?:\s[^<>]{0,999})?>\s{0,9}([^<]*?)\s{0,9}</i.exec(inside)?.[1];
    if (href === undefined) return [];
    const isFolder = /<(?:[\w.-]{1,40}:)?collection\b/i.test(inside);
    const size = /<(?:[\w.-]{1,40}:)?getcontentlength(?:\s[^<>]{0,999})?>\s{0,9}(\d{1,20})/i.exec(
      inside,
    )?.[1];
    const name = lastName(fromXml(href));
    if (name === '' || (isFolder && name === self)) return [];
    return [{ name, isFolder, size: size === undefined ? undefined : Number(size) }];
  });
}

/** The last part of an address or path, as it was called when it was made. */
function lastName(path: string): string {
  const name =
    path
      .replace(/\/{1,40}$/, '')
      .split('/')
      .at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // A lone percent sign.
  }
}

function fromXml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
