import { createServer } from 'node:net';
import { once } from 'node:events';
import { freePort, requireFreePort } from './ports';

describe('a port', () => {
  it('that is taken is an error that names the holder and the way out', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    try {
      await expect(requireFreePort(port, 'the simulator', 'SIMULATOR_PORT')).rejects.toThrow(
        new RegExp(`Port ${port}, meant for the simulator, is held by .+ \\(pid ${process.pid}\\).+set SIMULATOR_PORT`),
      );
    } finally {
      server.close();
    }
  });

  it('that is free passes', async () => {
    await expect(requireFreePort(await freePort(), 'the simulator', 'SIMULATOR_PORT')).resolves.toBeUndefined();
  });
});
