import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { builds } from '../../../scripts/lib/builds.mjs';
import { bundleForPage } from './bundle-for-page.mjs';
import { rowsOf } from './invented-clips.mjs';

const folder = join(tmpdir(), 'colophon-bench-library');

/**
 * A profile of Chromium with a seeded library, kept from run to run. The extension lies at a fixed place, since the
 * browser makes the address of its storage out of it. Only one run may use it at a time: the constructor throws.
 */
export class KeptLibrary {
  /** The build that is measured, where every run has it. */
  extension = join(folder, 'extension');
  #lock = join(folder, 'in-use');

  /** @param {number} clips how many clips it holds */
  constructor(clips) {
    mkdirSync(folder, { recursive: true });
    this.#take();
    rmSync(this.extension, { recursive: true, force: true });
    cpSync(builds.chromium.folder, this.extension, { recursive: true });
    this.profile = join(folder, `profile-${clips}`);
    this.stampFile = join(folder, `profile-${clips}.json`);
  }

  #take() {
    const holder = existsSync(this.#lock) ? Number(readFileSync(this.#lock, 'utf8')) : 0;
    if (holder > 0 && isRunning(holder))
      throw new Error(`Another run of this bench (process ${holder}) uses ${folder}`);
    writeFileSync(this.#lock, String(process.pid));
  }

  release() {
    rmSync(this.#lock, { force: true });
  }

  /** Whether what is kept was seeded as this bench would. A newer schema is no matter: the library upgrades itself. */
  isSeeded() {
    return this.#stamp().seed === seedStamp();
  }

  async isIndexed() {
    return this.isSeeded() && this.#stamp().index === (await indexStamp());
  }

  /** Takes away what is kept: a library that was seeded half is none. */
  clear() {
    rmSync(this.stampFile, { force: true });
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  noteSeeded() {
    this.#write({ seed: seedStamp() });
  }

  /** @param {Record<string, unknown>} figures what was measured while it was made */
  async noteIndexed(figures) {
    const own = Object.entries(figures).filter(([name]) => /^(?:seeded|index)/.test(name));
    this.#write({ ...this.#stamp(), index: await indexStamp(), figures: Object.fromEntries(own) });
  }

  /** The figures of its making. */
  figures() {
    return this.#stamp().figures ?? {};
  }

  /** The profile itself, to be written to. */
  own() {
    return withoutWorker(this.profile);
  }

  /** A copy to work on. */
  copy() {
    const copy = mkdtempSync(join(tmpdir(), 'colophon-library-'));
    execFileSync('cp', ['-a', '--reflink=auto', `${this.profile}/.`, copy]);
    return withoutWorker(copy);
  }

  #stamp() {
    return existsSync(this.stampFile) ? JSON.parse(readFileSync(this.stampFile, 'utf8')) : {};
  }

  #write(stamp) {
    writeFileSync(this.stampFile, JSON.stringify(stamp, null, 2));
  }
}

/**
 * A profile keeps the script of the background worker as it was when the extension was installed there. The version is the
 * same, so the browser would run that of a former build, which may not know the index of this one and throw it away.
 */
function withoutWorker(profile) {
  for (const name of ['Service Worker', 'Code Cache'])
    rmSync(join(profile, 'Default', name), { recursive: true, force: true });
  return profile;
}

/** What is seeded, told by some of it: whatever makes the same clips leaves the kept ones as they are. */
function seedStamp() {
  return hashOf([JSON.stringify(Array.from({ length: 50 }, (_, at) => rowsOf(at)))]);
}

/** What is written as the index, told by that of some clips: segments, and what they become when they are merged. */
async function indexStamp() {
  const script = await bundleForPage(['store/search-index', 'search/segments']);
  const bench = runInThisContext(`${script}; globalThis.bench`);
  const blocks = new Map();
  const values = {
    getMany: async (keys) => keys.map((key) => blocks.get(key)),
    async putMany(entries) {
      for (const [key, bytes] of entries) blocks.set(key, bytes);
    },
    async deleteMany(keys) {
      for (const key of keys) blocks.delete(key);
    },
    atomically: (work) => work(values),
  };
  for (let at = 0; at < 90; at += 30) {
    const clips = Array.from({ length: 30 }, (_, index) => rowsOf(at + index));
    const { segment } = bench.prepareClips(
      clips.map(({ row, version }) => ({ summary: row, record: version.record })),
    );
    await bench.appendSegment(values, segment);
  }
  const apart = [...blocks.values()];
  await bench.mergeOnce(values, { everything: true });
  return hashOf([...apart, ...blocks.values()]);
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
