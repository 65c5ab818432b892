import type { Row } from '../../odata/model';
import { RuleRefusal } from '../../odata/rules';
import { instantText } from '../../odata/tokens';
import { type Office, text } from './office';

/** What a job does with the record it is about. Throws `RuleRefusal` to fail the job with its words. */
export type JobHandler = (office: Office, recordId: string) => void;

const status = { waiting: 10, succeeded: 30, failed: 31 } as const;
const state = { suspended: 1, completed: 3 } as const;

/** Jobs that are let make others without end are stopped here. */
const mostJobs = 100_000;

export interface Job {
  /** Name of its handler. */
  readonly handler: string;
  readonly name: string;
  readonly table: string;
  readonly recordId: string;
  /** By the simulator's clock. */
  readonly delaySeconds: number;
}

/** Puts a job among the system jobs; it waits until the simulator's clock has reached its time. */
export const scheduleJob = (office: Office, { handler, name, table, recordId, delaySeconds }: Job): Row =>
  office.create('asyncoperation', {
    name,
    messagename: handler,
    primaryentitytype: table,
    postponeuntil: instantText(office.milliseconds + delaySeconds * 1000),
    data: recordId,
    statecode: state.suspended,
    statuscode: status.waiting,
  });

const dueJobs = (office: Office): Row[] =>
  office
    .where('asyncoperation', 'statuscode', status.waiting)
    .filter((job) => text(job, 'postponeuntil') <= office.now)
    .sort((a, b) =>
      text(a, 'postponeuntil') < text(b, 'postponeuntil') ? -1 : text(a, 'postponeuntil') > text(b, 'postponeuntil') ? 1 : 0,
    );

/** Runs every job whose time has come, and those that these make. One that fails takes back its own writes only, and says why. */
export const runDueJobs = (
  office: Office,
  handlers: Readonly<Record<string, JobHandler>>,
): { readonly succeeded: number; readonly failed: number } => {
  let succeeded = 0;
  let failed = 0;
  for (let jobs = dueJobs(office); jobs.length > 0 && succeeded + failed < mostJobs; jobs = dueJobs(office)) {
    for (const job of jobs) {
      const refusal = attempt(office, job, handlers);
      if (refusal === undefined) succeeded += 1;
      else failed += 1;
      office.update('asyncoperation', job['asyncoperationid'], {
        statecode: state.completed,
        statuscode: refusal === undefined ? status.succeeded : status.failed,
        completedon: office.now,
        ...(refusal === undefined ? {} : { friendlymessage: refusal }),
      });
    }
  }
  return { succeeded, failed };
};

const attempt = (office: Office, job: Row, handlers: Readonly<Record<string, JobHandler>>): string | undefined => {
  try {
    office.transaction(() => {
      const handler = handlers[text(job, 'messagename')];
      if (handler === undefined) throw new RuleRefusal(`Nobody knows how to do '${text(job, 'messagename')}'.`);
      handler(office, text(job, 'data'));
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error); // the job failed, not whoever's request let it run
  }
};
