import { describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: {} }));
const { chosenFiles } = await import('../../../components/transfer/chosen-files');

function file(path: string, inFolder = true): File {
  const made = new File(['x'], path.split('/').at(-1) ?? '');
  Object.defineProperty(made, 'webkitRelativePath', { value: inFolder ? path : '' });
  return made;
}

describe('files that a person chooses to import', () => {
  it('are the notes of a folder, without what lies beside them', () => {
    const folder = [
      'Notes/a.md',
      'Notes/assets/a-img1.png',
      'Notes/.obsidian/app.json',
      'Notes/colophon-mirror.json',
    ];
    expect(
      chosenFiles([...folder, 'Notes/b.html'].map((path) => file(path))).map(({ name }) => name),
    ).toEqual(['Notes/a.md', 'Notes/b.html']);
  });

  it('are all of those that were chosen one by one: what they are is told from their bytes', () => {
    const names = ['notes.csv', 'picture.png', 'colophon-mirror.json'];
    expect(chosenFiles(names.map((name) => file(name, false))).map(({ name }) => name)).toEqual(names);
  });
});
