import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process as it was when we knew it. The start time is what tells it from a later process that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque, equal only for the same process: clock ticks since boot on Linux, the start date elsewhere. */
  readonly startedAt: string;
}

/** The identity of a running process; undefined when there is none under that pid (a zombie is none: it has ended). */
export const identify = (pid: number): ProcessIdentity | undefined => {
  const startedAt = existsSync('/proc/self/stat') ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
};

/** Whether exactly this process still runs, and not another one under its pid. */
export const isRunning = (identity: ProcessIdentity): boolean => identify(identity.pid)?.startedAt === identity.startedAt;

const startTimeFromProc = (pid: number): string | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets, which may hold spaces and brackets itself: fields count from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' && !hasThreadsLeft(pid) ? undefined : fields[19];
  } catch {
    return undefined; // no such process
  }
};

/** A killed Java is a zombie while its last threads still hold the port. */
const hasThreadsLeft = (pid: number): boolean => readdirSync(`/proc/${pid}/task`).length > 1;

const startTimeFromPs = (pid: number): string | undefined => {
  try {
    const [state, ...started] = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return state?.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined; // ps answers 1 when there is no such process
  }
};
