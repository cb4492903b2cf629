import aids from '../../components/styles/aids.css?inline';
import rights from '../../components/styles/rights.css?inline';

/** The styles of all that is not there when the text is first shown: a part of its own. */
export const lateStyles = rights + aids;
