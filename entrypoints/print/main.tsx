import '../../components/styles/tokens.css';
import '../../components/styles/themes.css';
import '../../components/styles/ground.css';
import '../../components/styles/base.css';
import '../../components/styles/print-page.css';
import { startPage } from '../../components/common/start-page';
import { PrintPage } from '../../components/print/print-page';
import { t } from '../../utils/platform/i18n';

startPage(<PrintPage />, t('format_print'));
