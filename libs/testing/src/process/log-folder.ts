import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger } from './ledger';

/** A folder of its own for the logs of the services that one spec starts. */
export interface LogFolder {
  readonly path: string;
  /** Once nobody writes to it any more. Keeps it where `CONCORD_KEEP_LOGS` says that somebody wants to read what failed. */
  remove(): Promise<void>;
}

/** Of a run that is killed it goes with the next run. */
export const makeLogFolder = (name: string): LogFolder => {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  if (process.env['CONCORD_KEEP_LOGS']) return { path, remove: () => Promise.resolve() };
  Ledger.ofThisProcess.addTemporary(path);
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true });
      Ledger.ofThisProcess.removeTemporary(path);
    },
  };
};
