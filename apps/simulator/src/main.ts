import { startSimulator } from './start-simulator';

const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

const portOf = (text: string | undefined): number => {
  const port = Number(text ?? '4100');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`SIMULATOR_PORT is '${text}'; it must be a port from 1 to 65535, or 0 for a free one.`);
  }
  return port;
};

const main = async (): Promise<void> => {
  const port = portOf(process.env['SIMULATOR_PORT']);
  const running = await startSimulator({
    port,
    host: process.env['SIMULATOR_HOST'] ?? '127.0.0.1',
    dataset: process.env['SIMULATOR_DATASET'] ?? 'empty',
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken. Free it, or set SIMULATOR_PORT to another one (0 for any).`);
  });
  say({ level: 'info', event: 'listening', service: 'simulator', port: running.port, url: running.url, pid: process.pid });

  const stop = (): void => {
    void running.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

main().catch((error: Error) => {
  say({ level: 'fatal', event: 'not-started', service: 'simulator', message: error.message });
  process.exit(1);
});
