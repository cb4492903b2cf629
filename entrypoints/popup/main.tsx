import '../../components/hooks/begin-early';
import '../../components/styles/tokens.css';
import '../../components/styles/ground.css';
import '../../components/styles/base.css';
import '../../components/styles/rights.css';
import '../../components/styles/popup.css';
import '../../components/styles/clips.css';
import '../../components/styles/search.css';
import { startPage } from '../../components/common/start-page';
import { Popup } from '../../components/popup/popup';

startPage(<Popup />);
