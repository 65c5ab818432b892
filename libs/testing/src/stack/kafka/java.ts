import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { NotAvailableHere } from '../stack';

/** Kafka 4 runs on this Java or a newer one. */
const OLDEST_JAVA = 17;

export interface Java {
  readonly command: string;
  readonly version: string;
}

/** The machine's Java: JAVA_HOME's, else the one on PATH. */
export const findJava = (): Java => {
  const home = process.env['JAVA_HOME'];
  const command = home ? join(home, 'bin', 'java') : 'java';
  const asked = spawnSync(command, ['-version'], { encoding: 'utf8' });
  const version = /version "([^"]+)"/.exec(asked.stderr ?? '')?.[1];
  if (!version) throw new NotAvailableHere(`no Java was found as \`${command}\``);
  if (Number.parseInt(version, 10) < OLDEST_JAVA) {
    throw new NotAvailableHere(`\`${command}\` is Java ${version}, and Kafka needs ${OLDEST_JAVA} or newer`);
  }
  return { command, version };
};
