import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { type AnalysisTask, analyse, bytesOf } from '../utils/search/analysis';

/** A script that runs beside a page: it analyses many texts for the search, so that the page stays free for its reader. */
export default defineUnlistedScript(() => {
  const own = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;
  own.addEventListener('message', ({ data }: MessageEvent<AnalysisTask>) => {
    const done = analyse(data);
    own.postMessage(done, bytesOf(done));
  });
});
