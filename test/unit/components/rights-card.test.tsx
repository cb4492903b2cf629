// @vitest-environment jsdom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RightsCard } from '../../../components/rights/rights-card';
import type { RightsInfo } from '../../../utils/model/rights';
import { speaking } from './fake-browser';
import { rights, stated } from './samples';

const world = vi.hoisted(() => ({ browser: {} as Record<string, unknown> }));
vi.mock('../../../utils/platform/browser', () => ({
  get browser() {
    return world.browser;
  },
}));
const root = document.createElement('div');
beforeEach(() => {
  world.browser = speaking('en');
});
afterEach(() => render(null, root));

const said: RightsInfo = {
  ...rights('grey', 'none-stated'),
  holder: stated({ kind: 'third-party', name: 'original author' }, 'footer'),
  contact: stated('desk@paper.example', 'footer'),
  usageUrl: stated('https://paper.example/terms', 'json-ld'),
  machine: { tdm: stated({ reserved: true }, 'meta'), robots: stated(['noai', 'noarchive'], 'meta') },
};

function rows(): [string, string][] {
  return [...root.querySelectorAll('.rights-facts dt')].map((term) => [
    term.textContent ?? '',
    term.nextElementSibling?.querySelector('span')?.textContent ?? '',
  ]);
}

describe('the rights card', () => {
  it('says whose the rights are, whom to ask, and what the page asks of machines, each with its place', async () => {
    await act(async () => render(<RightsCard rights={said} images={[]} lang="en" notices />, root));
    expect(rows()).toEqual([
      ['Rights holder', 'The original author'],
      ['Contact', 'desk@paper.example'],
      ['Terms of use', 'paper.example/terms'],
      ['To machines', 'Text and data mining is reserved'],
      ['To machines', 'noai, noarchive'],
    ]);
    expect(root.querySelectorAll('.rights-facts summary')).toHaveLength(5);
    expect(root.querySelector('.say')?.textContent).toBe('Not stated'); // machines’ words change no light
  });

  it('stays short where there is little room', async () => {
    await act(async () => render(<RightsCard rights={said} images={[]} lang="en" />, root));
    expect(rows()).toEqual([]);
  });
});
