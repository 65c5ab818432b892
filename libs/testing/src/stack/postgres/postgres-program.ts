import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { ServerProcess } from '../server-process';
import { DEFAULT_DATABASE, type PostgresServer } from '../stack';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries';
import { createDatabase, dropDatabase } from './postgres-databases';
import { canWrite, postgresUser, type SystemUser } from './system-user';

const run = promisify(execFile);

export interface PostgresProgramOptions {
  readonly folder: string;
  readonly port: number;
  readonly fsync: boolean;
  readonly onProgress: (message: string) => void;
}

/** PostgreSQL from the binaries that npm installed. */
export const startPostgresProgram = async ({ folder, port, fsync, onProgress }: PostgresProgramOptions): Promise<PostgresServer> => {
  const user = postgresUser();
  const binaries = await postgresBinaries(user);
  const data = join(await writableFor(user, folder, onProgress), 'postgres');
  if (!existsSync(join(data, 'initialised'))) await initialise(binaries, data, user);
  const log = join(folder, 'postgres.log');
  const settings = { listen_addresses: '127.0.0.1', max_connections: 300, unix_socket_directories: '', fsync: fsync ? 'on' : 'off' };
  const server = new ServerProcess({
    name: 'PostgreSQL',
    command: binaries.postgres,
    args: ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    log,
    readyWhenLogSays: 'database system is ready to accept connections',
    askToStop: 'SIGINT', // "fast": ends the sessions instead of waiting for them
    env: { LC_MESSAGES: 'C' }, // the line waited for is that of the C locale
    ...user,
  });
  await server.start();
  const adminUrl = `postgres://concord:concord@127.0.0.1:${port}/postgres`;
  return {
    origin: 'program',
    port,
    log,
    url: await createDatabase(adminUrl, DEFAULT_DATABASE),
    get pid() {
      return server.pid;
    },
    createDatabase: (name) => createDatabase(adminUrl, name),
    dropDatabase: (name) => dropDatabase(adminUrl, name),
    kill: () => server.kill(),
    start: () => server.start(),
    stop: () => server.stop(),
    restart: async () => {
      await server.stop();
      await server.start();
    },
  };
};

/** The folder, or one in the open where the user of PostgreSQL cannot reach it: a checkout below root's own home, say. */
const writableFor = async (user: SystemUser | undefined, folder: string, onProgress: (message: string) => void): Promise<string> => {
  const own = join(folder, 'postgres');
  await mkdir(own, { recursive: true, mode: 0o700 });
  if (user) await chown(own, user.uid, user.gid);
  if (canWrite(own, user)) return folder;
  await rm(own, { recursive: true });
  const open = join(tmpdir(), `concord-data-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`);
  onProgress(`PostgreSQL keeps its data in ${open}: its user may not enter ${folder}`);
  // Whoever empties the folder means this data, too.
  const pointer = join(folder, 'postgres-is-elsewhere');
  if (!existsSync(pointer)) await rm(open, { recursive: true, force: true });
  await writeFile(pointer, open);
  await mkdir(join(open, 'postgres'), { recursive: true, mode: 0o755 });
  if (user) await chown(join(open, 'postgres'), user.uid, user.gid);
  return open;
};

const initialise = async ({ initdb }: PostgresBinaries, data: string, user: SystemUser | undefined): Promise<void> => {
  // Emptied first: a run killed in the middle of this leaves a folder that initdb refuses.
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  if (user) await chown(data, user.uid, user.gid);
  // It listens on the loopback address alone, so it trusts whoever may log in to this machine. `--no-sync`: nothing to lose yet.
  const flags = ['--auth=trust', '--username=concord', '--encoding=UTF8', '--locale=C', '--no-sync'];
  await run(initdb, [`--pgdata=${data}`, ...flags], { ...user, cwd: '/' });
  await writeFile(join(data, 'initialised'), '');
};
