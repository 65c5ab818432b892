import { createRequire } from 'node:module';
import type { GenericContainer, StartedTestContainer } from 'testcontainers';
import { NotAvailableHere } from '../stack';

/** Loaded when a stack is started: it takes half a second, which every spec file that imports this library would pay. */
export const testcontainers = () => createRequire(__filename)('testcontainers') as typeof import('testcontainers');

/** Fails within milliseconds where no Docker engine answers. */
const requireContainerEngine = async (): Promise<void> => {
  try {
    await testcontainers().getContainerRuntimeClient();
  } catch {
    throw new NotAvailableHere('no Docker engine answers');
  }
};

/** Where the engine, or the registry behind it, cannot deliver the container, that is a reason to try the next way. */
export const startContainer = async (image: string, describe: () => GenericContainer): Promise<StartedTestContainer> => {
  await requireContainerEngine();
  try {
    return await describe().start();
  } catch (error) {
    throw new NotAvailableHere(`the container ${image} did not start: ${error instanceof Error ? error.message : String(error)}`);
  }
};
