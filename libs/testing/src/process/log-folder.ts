import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for the logs of the services that one spec starts. */
export interface LogFolder {
  readonly path: string;
  /** Once nobody writes to it any more. Keeps it where `CONCORD_KEEP_LOGS` says that somebody wants to read what failed. */
  remove(): Promise<void>;
}

export const makeLogFolder = (name: string): LogFolder => {
  const path = mkdtempSync(join(tmpdir(), `${name}-`));
  return {
    path,
    remove: async () => {
      if (!process.env['CONCORD_KEEP_LOGS']) await rm(path, { recursive: true, force: true });
    },
  };
};
