import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { madeOnce } from './made-once';

describe('what is made once', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord-made-once-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is made by one of two first users at the same time, and the other waits for it', async () => {
    const path = join(folder, 'jars');
    let made = 0;
    const make = async (place: string) => {
      made += 1;
      await sleep(150); // longer than the other needs to come and look
      await writeFile(place, 'whole');
    };
    await Promise.all([madeOnce(path, make), madeOnce(path, make)]);
    expect(made).toBe(1);
    expect(await readFile(path, 'utf8')).toBe('whole');
  });

  it('is never half of it: what failed on the way is made anew', async () => {
    const path = join(folder, 'jars');
    const half = async (place: string) => {
      await writeFile(place, 'ha');
      throw new Error('connection lost');
    };
    await expect(madeOnce(path, half)).rejects.toThrow('connection lost');
    expect(await readdir(folder)).toEqual([]);
    await madeOnce(path, (place) => writeFile(place, 'whole'));
    expect(await readFile(path, 'utf8')).toBe('whole');
  });

  it('is not waited for when its maker was killed', async () => {
    const path = join(folder, 'jars');
    await writeFile(`${path}.lock`, JSON.stringify({ pid: process.pid, startedAt: 'in an earlier life' }));
    await madeOnce(path, (place) => writeFile(place, 'whole'));
    expect(await readdir(folder)).toEqual(['jars']);
  });
});
