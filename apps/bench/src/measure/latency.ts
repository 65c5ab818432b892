import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '@concord/testing';

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly samples: number;
}

/**
 * Milliseconds from the moment a person sends an edit to Dataverse until the edit is in Finance, one at a time on an idle system. Finance tells
 * by a data event, so that nobody has to poll while the clock runs; its delivery is in the figure.
 */
export const measureLatency = async (world: World, samples: number, company: string): Promise<Latency> => {
  let arrived: ((value: unknown) => void) | undefined;
  const receiver = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(204).end();
      arrived?.(undefined);
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  await world.control.subscribe('ProjectsV2', `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
  const id = '0b5e1d6c-1111-4a4a-a111-00000000bece';
  const applied = async (work: () => Promise<unknown>): Promise<number> => {
    const event = new Promise((resolve) => (arrived = resolve));
    const began = performance.now();
    await work();
    await Promise.race([
      event,
      sleep(20_000, undefined, { ref: false }).then(() => {
        throw new Error('An edit did not arrive in Finance within 20 s.');
      }),
    ]);
    return performance.now() - began;
  };
  await applied(() =>
    world.dataverse.create('msdyn_projects', {
      msdyn_projectid: id,
      msdyn_projectnumber: 'LATENCY',
      msdyn_subject: 'Latency',
      'msdyn_OwningCompany@odata.bind': `/cdm_companies(${company})`,
    }),
  );
  const times: number[] = [];
  for (let number = 0; number < samples + 10; number += 1) {
    await sleep(60 + (number % 7) * 13); // idle in between, and in step with no timer of ours
    const time = await applied(() => world.dataverse.change(`msdyn_projects(${id})`, { msdyn_subject: `Latency ${number}` }));
    if (number >= 10) times.push(time); // the first ones warm the code up
  }
  receiver.closeAllConnections();
  receiver.close();
  times.sort((left, right) => left - right);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: times.at(-1) ?? 0, samples: times.length };
};
