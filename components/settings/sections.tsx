import type { ComponentType } from 'preact';
import type { Settings } from '../../utils/model/settings';
import type { ChangeSettings } from '../hooks/use-settings';
import { BackupsSection } from './backups-section';
import { DiagnosticsSection } from './diagnostics-section';
import { KeysSection } from './keys-section';
import { LookSection } from './look-section';
import { PrivacySection } from './privacy-section';
import { PrivateSection } from './private-section';
import { RulesSection } from './rules-section';
import { SitesSection } from './sites-section';
import { StorageSection } from './storage-section';
import { SyncSection } from './sync-section';
import { VoiceSection } from './voice-section';

/** What every section gets. Those that keep nothing in the settings take no notice of it. */
export interface SectionProps {
  settings: Settings;
  onChange: ChangeSettings;
}

/** One section of the settings page. Its heading is `settings_<id>`, its address `options.html#<id>`. */
export interface Section {
  id: string;
  Content: ComponentType<SectionProps>;
}

/** The sections in their order on the page. A new section is a file of its own, an entry here and two sentences. */
export const sections: readonly Section[] = [
  { id: 'look', Content: LookSection },
  { id: 'sites', Content: SitesSection },
  { id: 'rules', Content: RulesSection },
  { id: 'keys', Content: KeysSection },
  { id: 'voice', Content: VoiceSection },
  { id: 'private', Content: PrivateSection },
  { id: 'sync', Content: SyncSection },
  { id: 'storage', Content: StorageSection },
  { id: 'privacy', Content: PrivacySection },
  { id: 'backups', Content: BackupsSection },
  { id: 'diagnostics', Content: DiagnosticsSection },
];
