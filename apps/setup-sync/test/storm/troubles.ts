import { setTimeout as sleep } from 'node:timers/promises';
import type { SeededRandom, Service, World, KafkaServer, PostgresServer } from '@concord/testing';

/** What the broker is told a consumer may be silent for, in the storm: a freeze must outlast it. */
export const SESSION_MS = 6_000;

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

/** All troubles of the storm, each once, in an order that the seed decides. */
export const troublesOf = (
  world: World,
  { kafka, postgres }: { kafka: KafkaServer; postgres: PostgresServer },
  random: SeededRandom,
): readonly Trouble[] => {
  const troubles: Trouble[] = [
    killed(world.gateway),
    killed(world.setupSync),
    killed(world.gateway),
    killed(world.setupSync),
    frozen(world.gateway),
    frozen(world.setupSync),
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
