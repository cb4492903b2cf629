import type { Light as LightColour } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';

/** The four states as the style sheet names them. */
export type LightState = 'open' | 'cond' | 'reserved' | 'unstated';

const states: Record<LightColour, LightState> = {
  green: 'open',
  amber: 'cond',
  red: 'reserved',
  grey: 'unstated',
};

const wordKeys: Record<LightState, string> = {
  open: 'lightOpen',
  cond: 'lightCond',
  reserved: 'lightReserved',
  unstated: 'lightUnstated',
};

/** All lights in the order in which filters list them. */
export const lightOrder: readonly LightColour[] = ['green', 'amber', 'red', 'grey'];

/** The name of a light for `data-light`. */
export function lightState(light: LightColour): LightState {
  return states[light];
}

/** The word of a light in the interface's language. */
export function lightWord(light: LightColour): string {
  return t(wordKeys[states[light]]);
}

/**
 * The sign of a light. The silhouettes differ (ticked disc, half-filled diamond, barred square, broken ring), because
 * colour alone does not tell green from grey to everyone. With `label` it stands alone and names itself.
 */
export function Glyph({ light, label }: { light: LightColour; label?: string }) {
  const state = states[light];
  if (!label) {
    return (
      <svg class="glyph" data-light={state} viewBox="0 0 16 16" aria-hidden="true">
        <Silhouette state={state} />
      </svg>
    );
  }
  return (
    <svg class="glyph" data-light={state} viewBox="0 0 16 16" role="img" aria-label={label}>
      <Silhouette state={state} />
    </svg>
  );
}

/** The sign and its word, or another word for the same light. */
export function Light({ light, children }: { light: LightColour; children?: string }) {
  return (
    <span class="light" data-light={states[light]}>
      <Glyph light={light} />
      {children ?? lightWord(light)}
    </span>
  );
}

function Silhouette({ state }: { state: LightState }) {
  switch (state) {
    case 'open':
      return (
        <>
          <circle cx="8" cy="8" r="7.4" fill="currentColor" />
          <path class="knock" d="M4.7 8.3l2.3 2.3 4.4-4.8" stroke-width="1.8" />
        </>
      );
    case 'cond':
      return (
        <>
          <path
            d="M8 1.2L14.8 8 8 14.8 1.2 8z"
            fill="none"
            stroke="currentColor"
            stroke-width="1.7"
            stroke-linejoin="round"
          />
          <path d="M8 1.2V14.8L1.2 8z" fill="currentColor" />
        </>
      );
    case 'reserved':
      return (
        <>
          <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="3" fill="currentColor" />
          <path class="knock" d="M4.6 8h6.8" stroke-width="2.1" />
        </>
      );
    case 'unstated':
      return (
        <circle
          cx="8"
          cy="8"
          r="6.4"
          fill="none"
          stroke="currentColor"
          stroke-width="1.8"
          stroke-dasharray="2.9 2.13"
        />
      );
  }
}
