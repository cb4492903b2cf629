import { useEffect, useState } from 'preact/hooks';
import { onTabsJob, readTabsJob, type TabsJob } from '../../utils/platform/tabs-job';

/** So a job is not told again that was looked at and put away. */
const seenKey = 'tabs-job-seen';

/** The last job of clipping all tabs, live, and the way to put it away; none once it was. */
export function useTabsJob(): [TabsJob | undefined, () => void] {
  const [job, setJob] = useState<TabsJob>();
  const [seen, setSeen] = useState(() => localStorage.getItem(seenKey));
  useEffect(() => {
    readTabsJob().then(setJob, () => undefined);
    return onTabsJob(setJob);
  }, []);
  const putAway = (): void => {
    if (!job) return;
    localStorage.setItem(seenKey, job.id);
    setSeen(job.id);
  };
  return [job && (job.state === 'running' || job.id !== seen) ? job : undefined, putAway];
}
