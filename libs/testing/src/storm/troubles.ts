import { setTimeout as sleep } from 'node:timers/promises';
import type { KafkaServer, PostgresServer } from '../stack/stack';
import type { Service, World } from '../world/concord-world';
import type { SeededRandom } from '../world/seeded-random';

/** What the broker is told a consumer may be silent for, in a storm: a freeze must outlast it. */
export const SESSION_MS = 6_000;

/** Settings of the services under which a storm is over in minutes: whoever is silent is missed soon, what failed is tried again soon. */
export const stormSettings: Readonly<Record<string, string>> = {
  GATEWAY_SWEEP_SMALL_MS: '1000',
  GATEWAY_DATAVERSE_POLL_MS: '500',
  GATEWAY_LEASE_MS: '4000',
  GATEWAY_TABLE_RETRY_MS: '1000',
  CONCORD_KAFKA_SESSION_MS: String(SESSION_MS),
};

/** What both systems do wrong all the time while it blows, as members of `POST /_sim/faults`. */
export const stormFaults = (seed: number): Record<string, unknown> => ({
  seed,
  errorRate: 0.05,
  lostReplyRate: 0.05,
  lostEventRate: 0.3,
  duplicateEventRate: 0.1,
  eventDelayMs: [0, 1_500],
});

/** Something that happens to the machines while people work. Resolves when it is over. */
export interface Trouble {
  readonly name: string;
  happen(): Promise<void>;
}

const killed = (service: Service): Trouble => ({
  name: `${service.name} killed`,
  happen: async () => {
    await service.process.kill('SIGKILL');
    await service.start();
  },
});

const frozen = (service: Service): Trouble => ({
  name: `${service.name} frozen for longer than its session`,
  happen: async () => {
    await service.process.kill('SIGSTOP');
    await sleep(SESSION_MS + 2_000);
    await service.process.kill('SIGCONT');
  },
});

/** Every service killed so many times and frozen once, and what happens to the machines below them; in an order that the seed decides. */
export const troublesOf = (
  world: World,
  { kafka, postgres }: { kafka: KafkaServer; postgres: PostgresServer },
  random: SeededRandom,
  { kills }: { readonly kills: number },
): readonly Trouble[] => {
  const services = [world.gateway, ...world.areas];
  const troubles: Trouble[] = [
    ...Array.from({ length: kills }, () => services.map(killed)).flat(),
    ...services.map(frozen),
    {
      name: 'broker killed and started',
      happen: async () => {
        await kafka.kill();
        await kafka.start();
      },
    },
    { name: 'PostgreSQL restarted', happen: () => postgres.restart() },
    {
      name: 'Finance offline for a while',
      happen: async () => {
        await world.control.faults({ system: 'finance', offline: true });
        await sleep(2_000);
        await world.control.faults({ system: 'finance', offline: false });
      },
    },
    {
      name: 'both systems throttle',
      happen: async () => {
        await world.control.faults({ system: 'finance', throttle: { mode: 'resource', retryAfter: 1, times: 5 } });
        await world.control.faults({ system: 'dataverse', throttle: { mode: 'requests', retryAfter: 1, times: 5 } });
      },
    },
  ];
  for (let last = troubles.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [troubles[last], troubles[other]] = [troubles[other] as Trouble, troubles[last] as Trouble];
  }
  return troubles;
};

/** People act so many times while all troubles happen, at even distances and one at a time. Resolves when everything is over. */
export const amidTroubles = async (acts: number, act: () => Promise<void>, troubles: readonly Trouble[]): Promise<void> => {
  const every = Math.floor(acts / (troubles.length + 1));
  let next = 0;
  let underway: Promise<void> = Promise.resolve();
  for (let number = 1; number <= acts; number += 1) {
    await act();
    const trouble = number % every === 0 ? troubles[next] : undefined;
    if (trouble === undefined) continue;
    next += 1;
    await underway; // one machine at a time
    underway = trouble.happen();
  }
  await underway;
  if (next < troubles.length)
    throw new Error(`Only ${String(next)} of ${String(troubles.length)} troubles happened: ${String(acts)} acts are too few.`);
};
