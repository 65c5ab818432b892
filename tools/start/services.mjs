/** The environment variables of the gateway that point it to real environments instead of the simulator. */
export const usesSimulator = () => !process.env.DATAVERSE_URL && !process.env.FINANCE_URL;

/** Between the gateway and whoever calls its webhooks on this machine. */
export const WEBHOOK_SECRET = 'local-webhook-secret';

const portFrom = (variable, documented) => ({ variable, port: Number(process.env[variable] ?? documented) });

const simulator = portFrom('SIMULATOR_PORT', 4100);
const gateway = portFrom('GATEWAY_PORT', 4101);
const setupSync = portFrom('SETUP_SYNC_PORT', 4111);
const estimatesActuals = portFrom('ESTIMATES_ACTUALS_PORT', 4112);

export const urlOf = ({ port }) => `http://127.0.0.1:${port}`;

/**
 * The processes of `npm start`, in groups: those of a group start together, when the group before is ready. Each makes its own topics
 * and its own schema when it starts.
 *
 * @param {{ brokers: readonly string[], postgresUrl: string }} stack
 */
export const serviceGroups = ({ brokers, postgresUrl }) => {
  // One replica of each service needs few partitions, and making many is what a start takes longest for.
  const shared = { CONCORD_KAFKA_BROKERS: brokers.join(','), CONCORD_POSTGRES_URL: postgresUrl, CONCORD_TOPIC_PARTITIONS: '2' };
  const simulated = [
    {
      ...simulator,
      name: 'simulator',
      app: 'simulator',
      env: { SIMULATOR_PORT: String(simulator.port), SIMULATOR_DATASET: process.env.SIMULATOR_DATASET ?? 'demo' },
      readyPath: '/_sim',
    },
  ];
  const concord = [
    {
      ...gateway,
      name: 'gateway',
      app: 'gateway',
      env: { ...shared, GATEWAY_PORT: String(gateway.port), ...(usesSimulator() ? simulatedSystems() : {}) },
      readyPath: '/health/ready',
    },
    {
      ...setupSync,
      name: 'setup-sync',
      app: 'setup-sync',
      env: { ...shared, SETUP_SYNC_PORT: String(setupSync.port) },
      readyPath: '/health/ready',
    },
    {
      ...estimatesActuals,
      name: 'estimates-actuals',
      app: 'estimates-actuals',
      env: { ...shared, ESTIMATES_ACTUALS_PORT: String(estimatesActuals.port) },
      readyPath: '/health/ready',
    },
  ];
  return usesSimulator() ? [simulated, concord] : [concord];
};

/** The gateway's two systems and its credentials, all of them the simulator's. */
const simulatedSystems = () => ({
  DATAVERSE_URL: urlOf(simulator),
  FINANCE_URL: urlOf(simulator),
  CONCORD_AUTHORITY: urlOf(simulator),
  CONCORD_TENANT_ID: 'simulated-tenant',
  CONCORD_CLIENT_ID: 'concord',
  CONCORD_CLIENT_SECRET: 'concord-secret',
  GATEWAY_PUBLIC_URL: urlOf(gateway),
  GATEWAY_WEBHOOK_SECRET: WEBHOOK_SECRET,
});
