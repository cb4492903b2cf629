import { afterEach, describe, expect, it, vi } from 'vitest';
import { type AnalysisTask, analyse } from '../../../utils/search/analysis';
import type { IndexedDocument } from '../../../utils/search/indexed-document';

const text = (index: number) => ({
  title: `The ferry ${index}`,
  names: '',
  notes: '',
  body: Array.from({ length: 60 }, (_, at) => `plank${(at * index) % 97} 河口${at}`).join(' '),
});
const documents: IndexedDocument[] = Array.from({ length: 100 }, (_, index) => ({ text: text(index) }));
const breathe = async () => undefined;

/** A script beside the page, as far as `Analyst` knows it. */
class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  static answer: (task: AnalysisTask) => unknown = analyse;
  tasks: AnalysisTask[] = [];
  ended = false;
  constructor(readonly address: string) {
    super();
    FakeWorker.made.push(this);
  }
  postMessage(task: AnalysisTask): void {
    this.tasks.push(task);
    queueMicrotask(() => {
      const data = FakeWorker.answer(task);
      this.dispatchEvent(data === undefined ? new Event('error') : new MessageEvent('message', { data }));
    });
  }
  terminate(): void {
    this.ended = true;
  }
}

async function freshly() {
  vi.resetModules();
  FakeWorker.made = [];
  FakeWorker.answer = analyse;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('window', {});
  return (await import('../../../utils/store/analyst')).analyseTexts;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('texts that are analysed for the search', () => {
  it('many go to one script beside the page, and come back as they would here', async () => {
    const analyseTexts = await freshly();
    const [one, other] = await Promise.all([
      analyseTexts(documents, breathe),
      analyseTexts(documents.slice(10), breathe),
    ]);
    expect(FakeWorker.made.map(({ address }) => address)).toEqual(['/analyse.js']);
    vi.unstubAllGlobals();
    expect(one).toEqual(await analyseTexts(documents, breathe));
    expect(other).toEqual(await analyseTexts(documents.slice(10), breathe));
  });

  it('a few are done at once, and so are all where a page may start no script', async () => {
    const analyseTexts = await freshly();
    await analyseTexts(documents.slice(0, 5), breathe);
    expect(FakeWorker.made).toEqual([]);
    vi.stubGlobal('Worker', undefined);
    expect((await analyseTexts(documents, breathe)).span).toBe(100);
  });

  it('are done here when the script fails, and the next go to another one', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    const analyseTexts = await freshly();
    FakeWorker.answer = () => undefined;
    expect((await analyseTexts(documents, breathe)).span).toBe(100);
    expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true]);
    FakeWorker.answer = ({ id }) => ({ id, failed: 'no memory' });
    expect((await analyseTexts(documents, breathe)).span).toBe(100);
    FakeWorker.answer = analyse;
    expect((await analyseTexts(documents, breathe)).span).toBe(100);
    expect(FakeWorker.made).toHaveLength(2);
  });
});
