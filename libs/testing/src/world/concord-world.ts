import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../process/ports';
import { startProcess, type StartedProcess } from '../process/start-process';
import { Person } from './person';
import { SimulatorControl } from './simulator-control';

const workspace = resolve(__dirname, '../../../..');

export interface WorldOptions {
  readonly brokers: readonly string[];
  readonly postgresUrl: string;
  readonly topicPrefix: string;
  /** Data set of the simulator; default `demo`. */
  readonly dataset?: string;
  /** More environment for all services, e.g. shorter intervals. */
  readonly env?: Readonly<Record<string, string>>;
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

/** Simulator, gateway and setup-sync as processes of their own, with people on both sides. */
export interface World {
  /** Folder of the services' logs. */
  readonly logs: string;
  readonly simulatorUrl: string;
  readonly control: SimulatorControl;
  readonly dataverse: Person;
  readonly finance: Person;
  readonly gateway: Service;
  readonly setupSync: Service;
  /** Another replica of setup-sync. */
  addSetupSync(): Promise<Service>;
  stop(): Promise<void>;
}

const WEBHOOK_SECRET = 'a-secret-of-the-test-world';

export const startWorld = async (options: WorldOptions): Promise<World> => {
  const logs = mkdtempSync(join(tmpdir(), 'concord-world-'));
  const stops: (() => Promise<void>)[] = [];

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
  const gateway = await service(
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
  const control = new SimulatorControl(simulator.url);
  await control.activateDataEvents(`${gateway.url}/webhooks/finance?code=${WEBHOOK_SECRET}`);
  const setupSyncOn = async (name: string): Promise<Service> => {
    const port = await freePort();
    return service(name, 'setup-sync', port, { ...shared, SETUP_SYNC_PORT: String(port) }, '/health/ready');
  };
  const setupSync = await setupSyncOn('setup-sync');
  let replicas = 1;

  return {
    logs,
    simulatorUrl: simulator.url,
    control,
    dataverse: new Person(simulator.url, '/api/data/v9.2'),
    finance: new Person(simulator.url, '/data'),
    gateway,
    setupSync,
    addSetupSync: () => setupSyncOn(`setup-sync-${(replicas += 1)}`),
    stop: async () => {
      for (const stop of stops.reverse()) await stop();
    },
  };
};
