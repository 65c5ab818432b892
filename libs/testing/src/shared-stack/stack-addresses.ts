import { connect } from 'node:net';

export interface StackAddresses {
  readonly brokers: readonly string[];
  readonly postgresUrl: string;
}

/** Asks the host of this test run for its stack, which is started when we are the first. */
export const askForStack = (socketPath: string): Promise<StackAddresses> =>
  new Promise((resolve, reject) => {
    let answer = '';
    connect(socketPath)
      .setEncoding('utf8')
      .on('data', (text) => (answer += text))
      .once('error', reject)
      .once('end', () => {
        const reply = JSON.parse(answer) as StackAddresses | { error: string };
        if ('error' in reply) reject(new Error(reply.error));
        else resolve(reply);
      });
  });
