import { SystemRefused, type Classified } from '../http/classified';
import { PausedTooLong } from '../http/limiter';
import type { BatchAnswer, BatchPart } from '../http/multipart';
import { sendJobs, type BatchChannel, type Job } from './batch-sender';
import { BatchSize } from './batch-size';

const job = (name: string): Job<string> => ({
  part: { item: { method: 'PATCH', url: name } },
  read: ([answer]) => {
    if (!answer) return 'nothing';
    return answer.status === 503 ? { again: transient } : `${name} ${answer.status}`;
  },
  refused: (reason) => `${name} refused ${reason.code}`,
});
const transient: Classified = { class: 'transient', code: 'UNAVAILABLE', message: 'no', status: 503 };
const permanent: Classified = { class: 'permanent', code: 'REFUSED', message: 'no', status: 400 };
const urlOf = (part: BatchPart): string => ('item' in part ? part.item.url : '');
const ok: BatchAnswer = { status: 204, headers: {}, body: '' };

const channelOf = (
  answer: (urls: readonly string[], call: number) => BatchAnswer[][],
): BatchChannel & { sent: string[][]; throttles: number } => {
  const channel = {
    sent: [] as string[][],
    throttles: 0,
    batch: async (parts: readonly BatchPart[]) => {
      const urls = parts.map(urlOf);
      channel.sent.push(urls);
      return answer(urls, channel.sent.length);
    },
    throttled: () => void (channel.throttles += 1),
  };
  return channel;
};
const options = (retryMs = 1_000) => ({
  size: new BatchSize({ least: 1, start: 10, most: 10 }),
  retryMs,
  stillOurs: async () => undefined,
});
const send = async (channel: BatchChannel, names: readonly string[], retryMs?: number) =>
  [...(await sendJobs(channel, names.map(job), options(retryMs))).values()].sort();

describe('a batch of writes', () => {
  it('separates the fates of its parts, and repeats only what may pass (I8)', async () => {
    const channel = channelOf((urls, call) =>
      urls.map((url) => [{ ...ok, status: url === 'b' && call === 1 ? 503 : url === 'c' ? 400 : 204 }]),
    );
    expect(await send(channel, ['a', 'b', 'c'])).toEqual(['a 204', 'b 204', 'c 400']);
    expect(channel.sent).toEqual([['a', 'b', 'c'], ['b']]);
  });

  it('is sent again as a whole when no answer came', async () => {
    const channel = channelOf((urls, call) => {
      if (call === 1) throw new SystemRefused({ ...transient, status: 0 });
      return urls.map(() => [ok]);
    });
    expect(await send(channel, ['a', 'b'])).toEqual(['a 204', 'b 204']);
  });

  it('repeats what an answer cut short does not tell of', async () => {
    const channel = channelOf((urls, call) => (call === 1 ? [[ok]] : urls.map(() => [ok])));
    expect(await send(channel, ['a', 'b'])).toEqual(['a 204', 'b 204']);
    expect(channel.sent[1]).toEqual(['b']);
  });

  it('that is refused as a whole is halved until the culprit stands alone', async () => {
    const channel = channelOf((urls) => {
      if (urls.includes('c')) throw new SystemRefused(permanent);
      return urls.map(() => [ok]);
    });
    expect(await send(channel, ['a', 'b', 'c', 'd'])).toEqual(['a 204', 'b 204', 'c refused REFUSED', 'd 204']);
  });

  it('gives up after its time and says why', async () => {
    const channel = channelOf(() => {
      throw new SystemRefused(transient);
    });
    expect(await send(channel, ['a'], 0)).toEqual(['a refused UNAVAILABLE']);
  });

  it('is not sent at all while the environment asked for a longer quiet than it can wait', async () => {
    const channel = channelOf(() => {
      throw new PausedTooLong(60_000);
    });
    expect(await send(channel, ['a', 'b'])).toEqual(['a refused THROTTLED', 'b refused THROTTLED']);
    expect(channel.sent).toHaveLength(1);
  });

  it('is abandoned when its writes are no longer ours (I4)', async () => {
    const channel = channelOf((urls) => urls.map(() => [ok]));
    const lost = { ...options(), stillOurs: () => Promise.reject(new Error('frozen too long')) };
    await expect(sendJobs(channel, [job('a')], lost)).rejects.toThrow('frozen too long');
    expect(channel.sent).toEqual([]);
  });

  it('passes a throttled part on to the limiter', async () => {
    const channel = channelOf((urls, call) => urls.map(() => [{ ...ok, status: call === 1 ? 429 : 204 }]));
    const throttledOnce: Job<string> = { ...job('a'), read: ([answer]) => (answer?.status === 429 ? { again: transient } : 'done') };
    expect([...(await sendJobs(channel, [throttledOnce], options())).values()]).toEqual(['done']);
    expect(channel.throttles).toBe(1);
  });
});

describe('the size of batches', () => {
  it('halves when answers are slow, down to its least, and grows while they are quick', () => {
    const size = new BatchSize({ least: 10, start: 40, most: 100 });
    size.answered(20_000);
    expect(size.current).toBe(20);
    size.tooLarge();
    size.tooLarge();
    expect(size.current).toBe(10);
    for (let i = 0; i < 50; i += 1) size.answered(10);
    expect(size.current).toBe(100);
  });
});
