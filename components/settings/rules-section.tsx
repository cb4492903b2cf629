import { useRef, useState } from 'preact/hooks';
import type { BlockSelector, SiteRule } from '../../utils/model/site-rule';
import { readRules, withoutBlock } from '../../utils/model/site-rule';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { counted } from '../common/format';
import { download } from '../transfer/download';
import { Entries, type Entry } from './entries';
import type { SectionProps } from './sections';

const most = 5 * 1024 * 1024;

/** What was decided by hand for single sites: shown as what it is, corrected, removed, given away and taken in. */
export function RulesSection({ settings, onChange }: SectionProps) {
  const rules = readRules(Object.values(settings.rules));
  const [said, setSaid] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const keep = (next: readonly SiteRule[]): void =>
    onChange({ rules: Object.fromEntries(next.map((rule) => [rule.host, rule])) });
  const replace = (rule: SiteRule, next: SiteRule | undefined): void =>
    keep(rules.flatMap((each) => (each.host === rule.host ? (next ? [next] : []) : [each])));

  const take = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    const coming = chosen.size <= most ? rulesIn(await chosen.text()) : [];
    if (coming.length > 0)
      keep([...rules.filter(({ host }) => !coming.some((rule) => rule.host === host)), ...coming]);
    setSaid(coming.length > 0 ? counted('rulesTaken', coming.length) : t('rulesNotTaken'));
    if (file.current) file.current.value = '';
  };
  return (
    <>
      <p class="meta">{t('rulesHint')}</p>
      {rules.length === 0 && <p class="entries-none meta">{t('rulesNone')}</p>}
      {rules.map((rule) => (
        <div class="rule" key={rule.host}>
          <h3>{rule.host}</h3>
          <Entries
            empty=""
            entries={[
              ...rule.pick.map((block) =>
                entryOf(block, 'rulePick', (next) => replace(rule, changed(rule, block, next))),
              ),
              ...rule.drop.map((block) =>
                entryOf(block, 'ruleDrop', (next) => replace(rule, changed(rule, block, next))),
              ),
            ]}
            onRemove={(id) => {
              const block = [...rule.pick, ...rule.drop].find((each) => idOf(each) === id);
              if (block) replace(rule, withoutBlock(rule, block));
            }}
          />
        </div>
      ))}
      <div class="rule-acts">
        <Button
          kind="edge"
          icon="export"
          disabled={rules.length === 0}
          onClick={() =>
            download(
              new Blob([`${JSON.stringify(rules, null, 2)}\n`], { type: 'application/json' }),
              'colophon-rules.json',
            )
          }
        >
          {t('rulesExport')}
        </Button>
        <label class="btn btn-edge">
          {t('rulesImport')}
          <input
            class="sr"
            type="file"
            accept="application/json,.json"
            ref={file}
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      <p role="status" class="meta rules-said">
        {said}
      </p>
    </>
  );
}

function rulesIn(text: string): SiteRule[] {
  try {
    return readRules(JSON.parse(text));
  } catch {
    return [];
  }
}

const idOf = ({ value, refinedBy }: BlockSelector): string => `${value} ${refinedBy?.exact ?? ''}`;

function changed(rule: SiteRule, block: BlockSelector, next: BlockSelector): SiteRule {
  const swap = (blocks: readonly BlockSelector[]) => blocks.map((each) => (each === block ? next : each));
  return { ...rule, pick: swap(rule.pick), drop: swap(rule.drop) };
}

/** A block of a rule, with a field for its selector; one that no page could hold is not taken over. */
function entryOf(
  block: BlockSelector,
  kind: 'rulePick' | 'ruleDrop',
  onChange: (next: BlockSelector) => void,
): Entry {
  const cue = block.refinedBy?.exact;
  return {
    id: idOf(block),
    name: t(kind),
    more: (
      <>
        <input
          class="field rule-selector"
          type="text"
          spellcheck={false}
          value={block.value}
          aria-label={t('ruleSelector')}
          onChange={(event) => {
            const value = event.currentTarget.value.trim();
            if (isSelector(value)) onChange({ ...block, value });
            else event.currentTarget.value = block.value;
          }}
        />
        {cue && <small>{t('ruleCue', cue)}</small>}
      </>
    ),
  };
}

function isSelector(value: string): boolean {
  try {
    document.createDocumentFragment().querySelector(value);
    return value !== '';
  } catch {
    return false;
  }
}
