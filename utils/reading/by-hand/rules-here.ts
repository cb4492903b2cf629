import { describeDrop } from '../../anchor/block-selector';
import { defaultSettings, type Settings } from '../../model/settings';
import type { BlockSelector, SiteRule } from '../../model/site-rule';
import { readRules, withBlock } from '../../model/site-rule';
import { getSettings, observeSettings, setSettings } from '../../platform/settings';
import { findLive } from './find-live';
import type { HandState } from './hand';

/** The host of an address as rules name it. */
export function ruleHost(url: string): string {
  try {
    return new URL(url).host.replace(/^www\./, '');
  } catch {
    return '';
  }
}

/** The person's settings as they are now, the rule of the site of one page among them, and the way to add to that. */
export class RulesHere {
  /** Fulfilled when the settings are known; a storage that cannot be read leaves the defaults, and no rule. */
  readonly ready: Promise<void>;
  readonly #window: Window;
  readonly #stop: () => void;
  #settings = defaultSettings;

  constructor(window: Window) {
    this.#window = window;
    const take = (settings: Settings): void => {
      this.#settings = settings;
    };
    this.ready = getSettings().then(take, () => undefined);
    this.#stop = observeSettings(take);
  }

  get host(): string {
    return ruleHost(this.#window.location.href);
  }

  get current(): SiteRule | undefined {
    return readRules([this.#settings.rules[this.host]])[0];
  }

  /** The settings, once they are known. */
  async settings(): Promise<Settings> {
    await this.ready;
    return this.#settings;
  }

  /**
   * Keeps for the site what was done by hand to this page: the picked block, and the blocks that were taken out in the
   * reader. Gives how many of these could be named on the page.
   */
  async remember({ pick, removed }: HandState): Promise<{ kept: number; lost: number }> {
    const drops: BlockSelector[] = [];
    for (const key of removed) {
      const live = findLive(this.#window.document, key);
      if (live) drops.push(describeDrop(live));
    }
    const now = new Date().toISOString();
    let rule = this.current;
    if (pick) rule = withBlock(rule, this.host, 'pick', pick.selector, now);
    for (const drop of drops) rule = withBlock(rule, this.host, 'drop', drop, now);
    if (rule) {
      const { rules } = await getSettings();
      await setSettings({ rules: { ...rules, [this.host]: rule } });
    }
    return { kept: drops.length + (pick ? 1 : 0), lost: removed.length - drops.length };
  }

  end(): void {
    this.#stop();
  }
}
