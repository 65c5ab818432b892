import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from '../stack/cache-folder';
import { endProcess, signal } from './end-process';
import { identify, isRunning, type ProcessIdentity } from './process-identity';

/** What one run started and must not outlive it. */
interface Page {
  readonly owner: ProcessIdentity;
  readonly processes: ReadonlyArray<ProcessIdentity & { readonly name: string }>;
  readonly temporary: readonly string[];
}

/**
 * The list, on disk, of what this process started: whoever comes after a run that was killed finds it there and tidies up. One file per
 * owner, outside the checkout, so that a deleted checkout leaves nothing behind either.
 */
export class Ledger {
  private static current: Ledger | undefined;
  private readonly file = join(ledgerFolder(), `${process.pid}-${randomUUID()}.json`);
  private readonly processes = new Map<number, ProcessIdentity & { name: string }>();
  private readonly temporary = new Set<string>();

  /** The ledger of this process. What is still on it when the process exits is killed, without waiting. */
  static get ofThisProcess(): Ledger {
    if (Ledger.current) return Ledger.current;
    const ledger = new Ledger();
    process.once('exit', () => ledger.endAllAtOnce());
    return (Ledger.current = ledger);
  }

  /** To be called straight after the spawn: between the two a kill of this process leaves an orphan nobody knows of. */
  add(name: string, pid: number): ProcessIdentity {
    const identity = identify(pid) ?? { pid, startedAt: 'ended' };
    this.processes.set(pid, { name, ...identity });
    this.write();
    return identity;
  }

  remove(pid: number): void {
    if (this.processes.delete(pid)) this.write();
  }

  addTemporary(path: string): void {
    this.temporary.add(path);
    this.write();
  }

  removeTemporary(path: string): void {
    if (this.temporary.delete(path)) this.write();
  }

  private endAllAtOnce(): void {
    for (const identity of this.processes.values()) {
      signal(identity, 'SIGCONT'); // a frozen process is killed as well, but its children notice only when it runs
      signal(identity, 'SIGKILL');
    }
    for (const folder of this.temporary) {
      try {
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      } catch {
        return; // still being written to: it stays on the ledger, and the next start removes it
      }
    }
    rmSync(this.file, { force: true });
  }

  private write(): void {
    const owner = identify(process.pid);
    if (!owner) throw new Error(`Cannot read the start time of process ${process.pid}: neither /proc nor ps is there. Install procps.`);
    const page: Page = { owner, processes: [...this.processes.values()], temporary: [...this.temporary] };
    if (page.processes.length + page.temporary.length === 0) return rmSync(this.file, { force: true });
    mkdirSync(ledgerFolder(), { recursive: true });
    writeFileSync(`${this.file}.tmp`, JSON.stringify(page));
    renameSync(`${this.file}.tmp`, this.file); // never half a page, whenever we are killed
  }
}

/** Ends what runs that were killed have left behind; answers the names of what was ended. Runs that are still alive keep theirs. */
export const endLeftovers = async (): Promise<string[]> => {
  const ended: string[] = [];
  for (const file of pages()) {
    const page = readPage(file);
    if (!page || isRunning(page.owner)) continue;
    const left = page.processes.filter(isRunning);
    await Promise.all(left.map((process) => endProcess(process, 'SIGTERM', 1_000)));
    await Promise.all(page.temporary.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })));
    rmSync(file, { force: true });
    ended.push(...left.map(({ name, pid }) => `${name} (pid ${pid})`));
  }
  return ended;
};

const ledgerFolder = (): string => join(cacheFolder(), 'running');

const pages = (): string[] => {
  try {
    return readdirSync(ledgerFolder())
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(ledgerFolder(), name));
  } catch {
    return []; // nothing was ever started here
  }
};

const readPage = (file: string): Page | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Page;
  } catch {
    return undefined; // another run removed it meanwhile
  }
};
