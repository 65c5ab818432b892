import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../cache-folder';
import { madeOnce } from '../made-once';
import { NotAvailableHere } from '../stack';

const run = promisify(execFile);

/** Beside `src` and `dist` alike. */
const POM = resolve(__dirname, '../../../kafka/pom.xml');

/** The folder with Kafka's jars, as Maven resolves `libs/testing/kafka/pom.xml`; downloaded at the first use. */
export const kafkaJars = (onProgress: (message: string) => void): Promise<string> => {
  const pom = readFileSync(POM);
  const version = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(pom.toString())?.[1] ?? 'unknown';
  // The hash: whoever changes the list of jars gets another folder, not yesterday's.
  const name = `kafka-${version}-${createHash('sha256').update(pom).digest('hex').slice(0, 8)}`;
  return madeOnce(join(cacheFolder(), name), async (place) => {
    onProgress(`downloading Kafka ${version} from Maven (once)`);
    try {
      await run('mvn', ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${place}`, '-DincludeScope=runtime']);
    } catch (error) {
      throw explained(error as NodeJS.ErrnoException & { stdout?: string });
    }
  });
};

const explained = (error: NodeJS.ErrnoException & { stdout?: string }): Error =>
  error.code === 'ENOENT'
    ? new NotAvailableHere('Maven (`mvn`) was not found')
    : new NotAvailableHere(`Maven could not download Kafka: ${(error.stdout || error.message).trim().split('\n').slice(0, 3).join(' ')}`);
