import { readEarly } from './use-search';

// By being imported, and before all else: the library is opened while the rest of the page's code is still being run. Other
// pages have the same file of code (scripts/lib/page-chunks.ts), and list no clips.
if (/\/(?:popup|library|sidepanel)\.html$/.test(location.pathname)) readEarly();
