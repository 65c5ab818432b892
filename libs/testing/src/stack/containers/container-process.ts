import type { StartedTestContainer } from 'testcontainers';
import type { StackProcess } from '../stack';
import { testcontainers } from './engine';

/** A container with a fixed port, so that it comes back under the same address. */
export const containerProcess = (container: StartedTestContainer, port: number, untilReady: () => Promise<void>): StackProcess => {
  const engine = async () => (await testcontainers().getContainerRuntimeClient()).container.getById(container.getId());
  return {
    origin: 'container',
    pid: undefined,
    port,
    log: undefined,
    kill: async () => {
      await (await engine()).kill({ signal: 'SIGKILL' });
    },
    start: async () => {
      await (await engine()).start();
      await untilReady();
    },
    restart: async () => {
      await (await engine()).restart({ t: 15 });
      await untilReady();
    },
    stop: async () => {
      await container.stop();
    },
  };
};
