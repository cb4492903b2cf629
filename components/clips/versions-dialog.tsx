import { useEffect, useMemo, useState } from 'preact/hooks';
import { compareTexts } from '../../utils/clip/compare';
import type { ClipId, ClipRecord } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Dialog } from '../common/dialog';
import { formatMoments } from '../common/format';
import { useRecord, useVersions } from '../hooks/use-clips';
import { changedFacts } from './changed-facts';
import { Comparison } from './comparison';

/** Two versions of a clip side by side, any two: at first the newest and the one before it. */
export function VersionsDialog({ clipId, onClose }: { clipId: ClipId; onClose: () => void }) {
  const loaded = useVersions(clipId);
  const versions = loaded.view === 'ready' ? loaded.value : [];
  const [older, setOlder] = useState<string>();
  const [newer, setNewer] = useState<string>();
  useEffect(() => {
    setNewer((now) => now ?? versions[0]?.id);
    setOlder((now) => now ?? versions[1]?.id);
  }, [versions]);
  const before = recordIn(useRecord(older ? clipId : undefined, older));
  const after = recordIn(useRecord(newer ? clipId : undefined, newer));
  const moments = formatMoments(versions.map(({ at }) => at));
  const choice = (label: string, value: string | undefined, choose: (id: string) => void) => (
    <label class="version-choice">
      {label}
      <select class="plain-field" value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {versions.map(({ id }, place) => (
          <option value={id} key={id}>
            {moments[place]}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <Dialog title={t('compareVersions')} class="compare-dialog versions-dialog" onClose={onClose}>
      {() => (
        <div class="compare-body" aria-live="polite">
          <div class="version-choices">
            {choice(t('versionBefore'), older, setOlder)}
            {choice(t('versionAfter'), newer, setNewer)}
          </div>
          {before && after && <Compared before={before} after={after} />}
        </div>
      )}
    </Dialog>
  );
}

function recordIn(loaded: ReturnType<typeof useRecord>): ClipRecord | undefined {
  return loaded.view === 'ready' ? loaded.value : undefined;
}

function Compared({ before, after }: { before: ClipRecord; after: ClipRecord }) {
  const text = useMemo(() => compareTexts(before, after), [before, after]);
  const facts = useMemo(() => changedFacts(before, after), [before, after]);
  return <Comparison text={text} facts={facts} lang={after.content.language} />;
}
