import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isRunning, type ProcessIdentity } from '../process/process-identity';

/**
 * A file or folder that is made once and then used by everybody: a download, say. `make` fills a place beside it, which is moved there
 * when complete, so that half of it is never taken for the whole, whoever is killed when. Of several first users one makes it, the
 * others wait.
 */
export const madeOnce = async (path: string, make: (place: string) => Promise<void>): Promise<string> => {
  while (!existsSync(path)) {
    await mkdir(dirname(path), { recursive: true });
    const lock = `${path}.lock`;
    if (!(await takeLock(lock))) {
      await sleep(100);
      continue;
    }
    try {
      if (!existsSync(path)) await makeAndMove(path, make);
    } finally {
      await rm(lock, { force: true });
    }
  }
  return path;
};

const makeAndMove = async (path: string, make: (place: string) => Promise<void>): Promise<void> => {
  const place = `${path}.${randomUUID()}.part`;
  try {
    await make(place);
    await rename(place, path);
  } catch (error) {
    // Two that found the lock of a dead process may both have made it: the first one's stays.
    if (!existsSync(path)) throw error;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
};

/** False while another living process holds the lock; the lock of a dead one is removed first. */
const takeLock = async (lock: string): Promise<boolean> => {
  try {
    await writeFile(lock, JSON.stringify(identify(process.pid)), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = await readHolder(lock);
    if (holder && !isRunning(holder)) await rm(lock, { force: true });
    return false;
  }
};

const readHolder = async (lock: string): Promise<ProcessIdentity | undefined> => {
  try {
    return JSON.parse(await readFile(lock, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined; // released meanwhile, or its holder is about to write its name
  }
};
