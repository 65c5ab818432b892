import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runFolder } from './run-folder.mjs';

/** What runs here, for whoever wants to kill a service, read a topic or attach a debugger. There while `npm start` runs. */
export const runFile = join(runFolder, 'run.json');

/** Fails when another `npm start` of this checkout runs. Takes the place, so that of two at the same time one is refused. */
export const takeRunFile = () => {
  mkdirSync(dirname(runFile), { recursive: true });
  const other = existsSync(runFile) ? readRunFile() : undefined;
  if (other && other.pid !== process.pid && isStart(other.pid)) {
    throw new Error(`Concord runs here already, as process ${other.pid}; ${runFile} says where. End it first: kill ${other.pid}`);
  }
  rmSync(runFile, { force: true });
  try {
    writeFileSync(runFile, JSON.stringify({ pid: process.pid, processes: [] }), { flag: 'wx' });
  } catch (error) {
    if (error.code === 'EEXIST') throw new Error('Another `npm start` of this checkout began at the same moment; one is enough.');
    throw error;
  }
};

/** Written beside and moved, so that no reader ever sees half of it. */
export const writeRunFile = (content) => {
  writeFileSync(`${runFile}.tmp`, `${JSON.stringify({ pid: process.pid, ...content }, undefined, 2)}\n`);
  renameSync(`${runFile}.tmp`, runFile);
};

export const removeRunFile = () => rmSync(runFile, { force: true });

const readRunFile = () => {
  try {
    return JSON.parse(readFileSync(runFile, 'utf8'));
  } catch {
    return undefined; // of a run that was killed while it wrote
  }
};

/** Whether the process is an `npm start`: after a kill its pid may long be somebody else's. */
const isStart = (pid) => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync('/proc/self/cmdline') || (existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('start.mjs'));
};
