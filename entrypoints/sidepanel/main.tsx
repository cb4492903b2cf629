import '../../components/hooks/begin-early';
import '../../components/styles/tokens.css';
import '../../components/styles/themes.css';
import '../../components/styles/ground.css';
import '../../components/styles/base.css';
import '../../components/styles/rights.css';
import '../../components/styles/reader.css';
import '../../components/styles/reader-around.css';
import '../../components/styles/aids.css';
import '../../components/styles/library.css';
import '../../components/styles/popup.css';
import '../../components/styles/clips.css';
import '../../components/styles/search.css';
import { startPage } from '../../components/common/start-page';
import { SidePanel } from '../../components/library/side-panel';

startPage(<SidePanel />);
