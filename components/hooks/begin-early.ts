import { readEarly } from './use-search';

// By being imported, and before all else: the library is opened while the rest of the page's code is still being run.
readEarly();
