import '../../components/styles/tokens.css';
import '../../components/styles/themes.css';
import '../../components/styles/ground.css';
import '../../components/styles/base.css';
import '../../components/styles/reader.css';
import '../../components/styles/reader-around.css';
import '../../components/styles/aids.css';
import '../../components/styles/library.css';
import '../../components/styles/settings.css';
import '../../components/styles/transfer.css';
import { startPage } from '../../components/common/start-page';
import { SettingsPage } from '../../components/settings/settings-page';
import { t } from '../../utils/platform/i18n';

startPage(<SettingsPage />, t('settings'));
