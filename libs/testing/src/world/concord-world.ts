import { join, resolve } from 'node:path';
import { makeLogFolder } from '../process/log-folder';
import { freePort } from '../process/ports';
import { startProcess, type StartedProcess } from '../process/start-process';
import { Person } from './person';
import { SimulatorControl } from './simulator-control';

const workspace = resolve(__dirname, '../../../..');

/** Areas there are, by the app that serves each; the value is the variable of its port. */
const areas = { 'setup-sync': 'SETUP_SYNC_PORT', 'estimates-actuals': 'ESTIMATES_ACTUALS_PORT' } as const;
export type AreaName = keyof typeof areas;

export interface WorldOptions {
  readonly brokers: readonly string[];
  readonly postgresUrl: string;
  readonly topicPrefix: string;
  /** Data set of the simulator; default `demo`. */
  readonly dataset?: string;
  /** More environment for all services, e.g. shorter intervals. */
  readonly env?: Readonly<Record<string, string>>;
  /** Areas to start; default setup-sync alone. */
  readonly areas?: readonly AreaName[];
  /** Comes between the gateway and the simulator: answers the URL that the gateway is to use for both systems. */
  readonly inBetween?: (simulatorUrl: string) => Promise<string>;
}

/** One service of the world, to be killed, frozen and started again on the same port. */
export interface Service {
  readonly name: string;
  readonly url: string;
  readonly process: StartedProcess;
  start(): Promise<void>;
}

/** Simulator, gateway and areas as processes of their own, with people on both sides. */
export interface World {
  /** Folder of the services' logs; goes when the world stops, unless `CONCORD_KEEP_LOGS` is set. */
  readonly logs: string;
  readonly simulatorUrl: string;
  readonly control: SimulatorControl;
  readonly dataverse: Person;
  readonly finance: Person;
  readonly gateway: Service;
  readonly setupSync: Service;
  /** Throws for an area that the options do not name. */
  area(name: AreaName): Service;
  /** All areas that the options name. */
  readonly areas: readonly Service[];
  /** Another replica of setup-sync. */
  addSetupSync(): Promise<Service>;
  stop(): Promise<void>;
}

const WEBHOOK_SECRET = 'a-secret-of-the-test-world';

/**
 * The simulator first, then the gateway and the areas at once, as `npm start` does: each is mostly busy with itself. When one does not start, those that did are
 * stopped: the spec fails, and leaves nothing behind.
 */
export const startWorld = async (options: WorldOptions): Promise<World> => {
  const { path: logs, remove } = makeLogFolder('concord-world');
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    // All at once: each waits for a fetch of its own to end, and none needs another to end in order.
    await allOf(stops.map((stopOne) => stopOne()));
    await remove();
  };
  try {
    return await buildWorld(options, logs, stops, stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

/** Waits for all of them, so that one that is still starting while another fails is known, and can be stopped. */
const allOf = async <T>(starts: readonly Promise<T>[]): Promise<T[]> => {
  const results = await Promise.allSettled(starts);
  const failed = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
  if (failed) throw failed.reason;
  return results.map((result) => (result as PromiseFulfilledResult<T>).value);
};

const buildWorld = async (
  options: WorldOptions,
  logs: string,
  stops: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<World> => {
  const service = async (name: string, app: string, port: number, env: Record<string, string>, ready: string): Promise<Service> => {
    const url = `http://127.0.0.1:${port}`;
    const launch = (): Promise<StartedProcess> =>
      startProcess({
        name,
        entry: join(workspace, 'apps', app, 'dist/main.js'),
        env: { ...env, ...options.env },
        log: join(logs, `${name}.log`),
        ready: { url: `${url}${ready}` },
        startsWithin: 60_000,
      });
    let running = await launch();
    stops.push(() => running.stop());
    return {
      name,
      url,
      get process() {
        return running;
      },
      start: async () => {
        running = await launch();
      },
    };
  };

  const simulatorPort = await freePort();
  const simulator = await service(
    'simulator',
    'simulator',
    simulatorPort,
    { SIMULATOR_PORT: String(simulatorPort), SIMULATOR_DATASET: options.dataset ?? 'demo' },
    '/_sim',
  );
  const shared = {
    CONCORD_KAFKA_BROKERS: options.brokers.join(','),
    CONCORD_POSTGRES_URL: options.postgresUrl,
    CONCORD_TOPIC_PREFIX: options.topicPrefix,
    CONCORD_LOG_LEVEL: 'info',
    CONCORD_TOPIC_PARTITIONS: '2',
  };
  const systems = (await options.inBetween?.(simulator.url)) ?? simulator.url;
  const gatewayPort = await freePort();
  const startGateway = service(
    'gateway',
    'gateway',
    gatewayPort,
    {
      ...shared,
      GATEWAY_PORT: String(gatewayPort),
      GATEWAY_PUBLIC_URL: `http://127.0.0.1:${gatewayPort}`,
      GATEWAY_WEBHOOK_SECRET: WEBHOOK_SECRET,
      DATAVERSE_URL: systems,
      FINANCE_URL: systems,
      CONCORD_AUTHORITY: systems,
      CONCORD_TENANT_ID: 'tenant',
      CONCORD_CLIENT_ID: 'concord',
      CONCORD_CLIENT_SECRET: 'concord-secret',
    },
    '/health/ready',
  );
  const startArea = async (area: AreaName, name: string): Promise<Service> => {
    const port = await freePort();
    return service(name, area, port, { ...shared, [areas[area]]: String(port) }, '/health/ready');
  };
  const names = options.areas ?? ['setup-sync'];
  const [gateway, ...ofAreas] = (await allOf([startGateway, ...names.map((area) => startArea(area, area))])) as [Service, ...Service[]];
  const started = new Map(names.map((name, index) => [name, ofAreas[index] as Service]));
  const control = new SimulatorControl(simulator.url);
  await control.activateDataEvents(`${gateway.url}/webhooks/finance?code=${WEBHOOK_SECRET}`);
  const areaOf = (name: AreaName): Service => {
    const found = started.get(name);
    if (!found) throw new Error(`${name} was not started in this world: name it in the option areas`);
    return found;
  };
  let replicas = 1;

  return {
    logs,
    simulatorUrl: simulator.url,
    control,
    dataverse: new Person(simulator.url, '/api/data/v9.2'),
    finance: new Person(simulator.url, '/data'),
    gateway,
    get setupSync() {
      return areaOf('setup-sync');
    },
    area: areaOf,
    areas: [...started.values()],
    addSetupSync: () => startArea('setup-sync', `setup-sync-${(replicas += 1)}`),
    stop,
  };
};
