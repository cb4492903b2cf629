import { ask } from '../../utils/messaging/ask';
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Choices } from './choices';

/** What a copy of texts that state no permission is for. */
export interface Purpose {
  kind: 'private' | 'excerpt' | 'permission';
  /** From whom, or where it is said. */
  note: string;
}

export const privatePurpose: Purpose = { kind: 'private', note: '' };

interface GateProps {
  purpose: Purpose;
  onPurpose: (purpose: Purpose) => void;
}

/** Asks, softly: a private copy, an excerpt with its link, or the person's own word that they may. */
export function ExportGate({ purpose, onPurpose }: GateProps) {
  return (
    <Choices
      name="purpose"
      legend={t('exportPurpose')}
      chosen={purpose.kind}
      onChoose={(kind) => onPurpose({ ...purpose, kind })}
      choices={(['private', 'excerpt', 'permission'] as const).map((value) => ({
        value,
        label: t(`purpose_${value}`),
        hint: t(`purpose_${value}_hint`),
      }))}
    >
      {purpose.kind === 'permission' && (
        <label class="permission-note">
          {t('permissionNote')}
          <input
            class="field"
            type="text"
            value={purpose.note}
            onInput={(event) => onPurpose({ ...purpose, note: event.currentTarget.value })}
          />
        </label>
      )}
    </Choices>
  );
}

/** The clips of which nothing says that they may be passed on. */
export function closedClips(clips: readonly ClipSummary[]): ClipSummary[] {
  return clips.filter(({ light }) => light === 'red' || light === 'grey');
}

/** The person says that they may: kept as their own claim, with from whom, on each clip that states no permission. */
export async function keepPermission(clips: readonly ClipSummary[], note: string): Promise<void> {
  for (const { id: clipId } of clips) {
    const correction = { fact: 'rights', value: { kind: 'permission', note: note.trim() } } as const;
    const answer = await ask('editClip', { clipId, correction });
    if (!answer.ok) throw new Error(answer.error.message);
  }
}
