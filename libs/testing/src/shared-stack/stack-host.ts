import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Ledger } from '../process/ledger';
import { startStack } from '../stack/start-stack';
import type { Stack } from '../stack/stack';
import type { StackAddresses } from './stack-addresses';

/** Where a host listens is told to the specs by this variable: jest's workers inherit it. */
export const STACK_HOST_VARIABLE = 'CONCORD_TEST_STACK_HOST';

/**
 * Keeps one stack for a whole test run. Started by whoever asks first: a run without integration specs starts none. It lives in
 * jest's own process, outlives every spec file, and ends with the run.
 */
export class StackHost {
  /** The host of this process, while it listens. */
  static current: StackHost | undefined;
  private stack: Promise<Stack> | undefined;
  private constructor(
    private readonly server: Server,
    private readonly socketPath: string,
  ) {}

  static async listen(): Promise<StackHost> {
    const socketPath = join(tmpdir(), `concord-tests-${randomUUID().slice(0, 8)}.sock`);
    Ledger.ofThisProcess.addTemporary(socketPath);
    const server = createServer();
    const host = new StackHost(server, socketPath);
    server.on('connection', (socket) => {
      socket.on('error', () => undefined); // the spec that asked was ended while it waited
      host.addresses().then(
        (addresses) => socket.end(JSON.stringify(addresses)),
        (error: unknown) => socket.end(JSON.stringify({ error: error instanceof Error ? error.message : String(error) })),
      );
    });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socketPath, resolve));
    server.unref();
    process.env[STACK_HOST_VARIABLE] = socketPath;
    return (StackHost.current = host);
  }

  async close(): Promise<void> {
    StackHost.current = undefined;
    delete process.env[STACK_HOST_VARIABLE];
    this.server.close();
    Ledger.ofThisProcess.removeTemporary(this.socketPath);
    await (await this.stack?.catch(() => undefined))?.stop();
  }

  private async addresses(): Promise<StackAddresses> {
    const { kafka, postgres } = await (this.stack ??= startStack({ data: 'temporary', ports: 'free', onProgress: tell }));
    return { brokers: kafka.brokers, postgresUrl: postgres.url };
  }
}

const tell = (message: string): void => void process.stderr.write(`[local stack] ${message}\n`);
