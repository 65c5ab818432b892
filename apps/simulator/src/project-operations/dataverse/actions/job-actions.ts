import { jobHandlers } from '../job-handlers';
import { runDueJobs } from '../jobs';
import type { OfficeAction } from './office-action';

export const jobActions: readonly OfficeAction[] = [
  {
    name: 'run-jobs',
    summary: 'Runs the system jobs that are due by the clock; POST /_sim/clock and every request do so as well',
    parameters: {},
    run: (office) => ({ ...runDueJobs(office, jobHandlers) }),
  },
];
