// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CiteDialog } from '../../../components/cite/cite-dialog';
import type { ClipRecord } from '../../../utils/model/clip';
import { clip } from '../../cite/records';
import { speaking } from './fake-browser';

const world = vi.hoisted(() => ({ browser: {} as Record<string, unknown> }));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));
vi.mock('../../../utils/platform/cite-choice', () => ({
  lastCiteStyle: async () => 'mla-9',
  keepCiteStyle: async () => undefined,
}));

const titled = (title: string, id: number): ClipRecord => {
  const record = clip({});
  record.id = `urn:uuid:00000000-0000-4000-8000-00000000000${id}`;
  record.source.title.value = title;
  return record;
};
const shown = titled('The tide', 1);
const others = [titled('The mill', 2), titled('河边小镇的灯', 3)];
const root = document.createElement('div');

beforeEach(() => {
  world.browser = speaking('en');
  // jsdom draws no dialogs.
  HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

async function open(props: Partial<Parameters<typeof CiteDialog>[0]>): Promise<void> {
  await act(async () => render(<CiteDialog onClose={() => undefined} {...props} />, root));
  await act(async () => undefined);
}

const preview = () => root.querySelector('.cite-preview')?.textContent ?? '';
const choices = () => [...root.querySelectorAll('.cite-what label > span')].map((each) => each.textContent);
const set = (records: ClipRecord[]) => ({ count: records.length, read: async () => records });

describe('citing', () => {
  it('the clip that is shown, with nothing to choose', async () => {
    await open({ record: shown });
    expect(preview()).toContain('The Tide');
    expect(choices()).toEqual([]);
  });

  it('clips that were chosen come first; the one that is shown and the list are one press away', async () => {
    await open({ record: shown, selected: set(others), all: set([shown, ...others]) });
    expect(preview()).toContain('The Mill');
    expect(preview()).toContain('河边小镇的灯');
    expect(preview()).not.toContain('The Tide');
    expect(choices()).toEqual(['Selected', 'This clip', 'All in the list']);
    const all = root.querySelectorAll<HTMLInputElement>('.cite-what input')[2];
    await act(async () => all?.click());
    await act(async () => undefined);
    expect(preview()).toMatch(/The Tide.*The Mill.*河边小镇的灯/);
  });

  it('chosen clips alone, where none is open', async () => {
    await open({ selected: set(others.slice(0, 1)) });
    expect(preview()).toContain('The Mill');
    expect(choices()).toEqual([]);
  });

  it('keeps what is shown where the others cannot be read', async () => {
    await open({ record: shown, all: { count: 2, read: () => Promise.reject(new Error('gone')) } });
    await act(async () => root.querySelectorAll<HTMLInputElement>('.cite-what input')[1]?.click());
    expect(preview()).toContain('The Tide');
  });
});
