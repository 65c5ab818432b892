import { execFileSync, spawnSync } from 'node:child_process';

/** The numbers of the user PostgreSQL runs as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, who is made when missing. Undefined: as whoever we are. */
export const postgresUser = (): SystemUser | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const known = lookUp('postgres');
  if (known) return known;
  execFileSync('groupadd', ['--system', '--force', 'postgres']);
  execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = lookUp('postgres');
  if (!made)
    throw new Error('PostgreSQL cannot run as root, and the user `postgres` could not be made. Make one: useradd --system postgres');
  return made;
};

/** Whether the user can reach and run the program: a home folder that is closed to others (0700) stands in the way. */
export const canRun = (program: string, user: SystemUser | undefined): boolean =>
  spawnSync(program, ['--version'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

/** Whether the user can write into the folder, all folders above it being open to them. */
export const canWrite = (folder: string, user: SystemUser | undefined): boolean =>
  spawnSync('/bin/sh', ['-c', 'test -w "$1" && test -x "$1"', 'sh', folder], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;

const lookUp = (name: string): SystemUser | undefined => {
  const [uid, gid] = ['-u', '-g'].map((option) => spawnSync('id', [option, name], { encoding: 'utf8' }).stdout?.trim());
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
};
