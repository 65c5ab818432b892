import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../eventually';
import { freePort } from './ports';
import { startProcess } from './start-process';

const service = `
  const beats = setInterval(() => console.log('beat'), 10);
  process.on('SIGTERM', () => { console.log('drained'); clearInterval(beats); server.close(); });
  const server = require('node:http').createServer((_, response) => response.end('ok')).listen(process.env.PORT, '127.0.0.1');`;

describe('a started process', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord-process-'));
    await writeFile(join(folder, 'service.cjs'), service);
    await writeFile(join(folder, 'broken.cjs'), 'throw new Error("no such map")');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const aService = async () => {
    const port = await freePort();
    const common = { name: 'service', entry: join(folder, 'service.cjs'), log: join(folder, 'service.log') };
    return startProcess({ ...common, env: { PORT: String(port) }, ready: { url: `http://127.0.0.1:${port}/` } });
  };
  const beats = async (): Promise<number> => (await readFile(join(folder, 'service.log'), 'utf8')).split('beat').length;

  it('is asked to end, and may drain', async () => {
    const started = await aService();
    await started.stop();
    expect(await started.ended).toBe(0);
    expect(await readFile(started.log, 'utf8')).toContain('drained');
  });

  it('can be frozen, thawed and killed', async () => {
    const started = await aService();
    await started.kill('SIGSTOP');
    const stateOf = async () => (await readFile(`/proc/${started.pid}/stat`, 'utf8')).split(') ')[1]?.[0];
    await eventually(async () => (await stateOf()) === 'T', { describe: 'the process to be frozen' });
    const frozenAt = await beats();
    await started.kill('SIGCONT');
    await eventually(async () => (await beats()) > frozenAt, { describe: 'the process to go on' });
    await started.kill('SIGKILL');
    expect(await started.ended).toBe('SIGKILL');
    expect(started.isRunning()).toBe(false);
  });

  it('that ends before it is ready is an error with the end of its log', async () => {
    const starting = startProcess({
      name: 'setup-sync',
      entry: join(folder, 'broken.cjs'),
      log: join(folder, 'broken.log'),
      ready: { logSays: 'ready' },
    });
    await expect(starting).rejects.toThrow(/setup-sync ended \(1\) before it was ready.*no such map/s);
  });
});
