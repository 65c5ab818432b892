import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';

/** Below what operating systems give to outgoing connections, which could take a port between now and its use. */
const [lowest, highest] = [20_000, 32_000];

/** A port nobody listens on at this moment. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(lowest, highest);
    if (!(await isTaken(port))) return port;
  }
};

/** Whether somebody listens on the port, on the loopback address or on all addresses. */
export const isTaken = async (port: number): Promise<boolean> => !((await canListen(port, '127.0.0.1')) && (await canListen(port)));

/** Fails with the name of the process that holds the port, and what to do about it. `variable` is the one that moves the port. */
export const requireFreePort = async (port: number, purpose: string, variable: string): Promise<void> => {
  if (!(await isTaken(port))) return;
  const holder = portHolder(port) ?? 'a process that could not be found out';
  throw new Error(`Port ${port}, meant for ${purpose}, is held by ${holder}. End that process, or set ${variable} to another port.`);
};

/** The process that listens on the port as a person would name it, e.g. `node (pid 4711)`; undefined when it cannot be found out. */
export const portHolder = (port: number): string | undefined => holderFromProc(port) ?? holderFromLsof(port);

const canListen = (port: number, host?: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen({ port, ...(host ? { host } : {}) }, () => server.close(() => resolve(true)));
  });

const holderFromProc = (port: number): string | undefined => {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  const pid = entries('/proc').find(
    (name) => /^\d+$/.test(name) && entries(`/proc/${name}/fd`).some((fd) => inodes.has(linkOf(`/proc/${name}/fd/${fd}`))),
  );
  return pid && `${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()} (pid ${pid})`;
};

const listeningInodes = (table: string, port: number): string[] => {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const lines = textOf(table).split('\n').slice(1);
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === '0A') // 0A is LISTEN
    .map((fields) => `socket:[${fields[9]}]`);
};

const holderFromLsof = (port: number): string | undefined => {
  try {
    const found = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, pid, command] = /p(\d+)\nc(.*)/.exec(found) ?? [];
    return pid && `${command} (pid ${pid})`;
  } catch {
    return undefined; // lsof is missing, or found nothing
  }
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // not Linux
  }
};

const entries = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not ours to read, or ended meanwhile
  }
};

const linkOf = (path: string): string => {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
};
