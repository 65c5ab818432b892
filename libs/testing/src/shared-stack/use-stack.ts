import { randomUUID } from 'node:crypto';
import { createDatabase, dropDatabase } from '../stack/postgres/postgres-databases';
import { startStack } from '../stack/start-stack';
import type { Stack } from '../stack/stack';
import { askForStack } from './stack-addresses';
import { STACK_HOST_VARIABLE } from './stack-host';

/** Starting the stack for the first time on a machine downloads Kafka. */
const FIRST_START_MS = 240_000;

/** What a spec file has to itself on the shared stack. Its members can be read from the first `beforeAll` that follows on. */
export interface SpecStack {
  readonly brokers: string[];
  /** An empty database of this spec file, dropped at its end. */
  readonly postgresUrl: string;
  /** Begins every topic and group of this spec file, e.g. `concord-3f2a91c4.`: the stack is shared with others. */
  readonly topicPrefix: string;
}

/** Call it at the top of a spec file or `describe`: Kafka and PostgreSQL, shared by the whole run, apart from all other spec files. */
export const useStack = (): SpecStack => {
  const id = randomUUID().slice(0, 8);
  let ready: { brokers: string[]; postgresUrl: string; serverUrl: string } | undefined;
  const known = () => {
    if (!ready) throw new Error('The stack is not there yet: read it in a `beforeAll` or a test, not while the spec file is loaded.');
    return ready;
  };
  beforeAll(async () => {
    const host = process.env[STACK_HOST_VARIABLE];
    if (!host) throw new Error('No test stack: the jest configuration must use jest.preset.cjs, whose global setup offers it.');
    const { brokers, postgresUrl: serverUrl } = await askForStack(host);
    ready = { brokers: [...brokers], serverUrl, postgresUrl: await createDatabase(serverUrl, `spec_${id}`) };
  }, FIRST_START_MS);
  afterAll(async () => {
    if (ready) await dropDatabase(ready.serverUrl, `spec_${id}`);
  });
  return {
    get brokers() {
      return known().brokers;
    },
    get postgresUrl() {
      return known().postgresUrl;
    },
    topicPrefix: `concord-${id}.`,
  };
};

/** For specs that kill or restart a server: a stack nobody else uses, started in `beforeAll` (about 2 s), stopped in `afterAll`. */
export const usePrivateStack = (): Pick<Stack, 'kafka' | 'postgres'> => {
  let stack: Stack | undefined;
  const known = (): Stack => {
    if (!stack) throw new Error('The stack is not there yet: read it in a `beforeAll` or a test, not while the spec file is loaded.');
    return stack;
  };
  beforeAll(async () => {
    stack = await startStack({ data: 'temporary', ports: 'free', ownServers: true });
  }, FIRST_START_MS);
  afterAll(async () => {
    await stack?.stop();
  }, 60_000);
  return {
    get kafka() {
      return known().kafka;
    },
    get postgres() {
      return known().postgres;
    },
  };
};
