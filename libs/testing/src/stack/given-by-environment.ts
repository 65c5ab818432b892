import { connect } from 'node:net';
import { createDatabase, dropDatabase } from './postgres/postgres-databases';
import { DEFAULT_DATABASE, type KafkaServer, type PostgresServer, type StackProcess } from './stack';

/** Kafka at CONCORD_KAFKA_BROKERS (`host:port`, separated by commas); undefined when it is not set. */
export const kafkaFromEnvironment = async (): Promise<KafkaServer | undefined> => {
  const given = process.env['CONCORD_KAFKA_BROKERS'];
  if (!given) return undefined;
  const brokers = given.split(',').map((broker) => broker.trim());
  const [first = ''] = brokers;
  const port = await requireAnswer('CONCORD_KAFKA_BROKERS', first);
  return { brokers, ...notOurs('CONCORD_KAFKA_BROKERS', port) };
};

/** PostgreSQL at CONCORD_POSTGRES_URL, whose user may create databases; undefined when it is not set. */
export const postgresFromEnvironment = async (): Promise<PostgresServer | undefined> => {
  const given = process.env['CONCORD_POSTGRES_URL'];
  if (!given) return undefined;
  const { hostname, port } = new URL(given);
  await requireAnswer('CONCORD_POSTGRES_URL', `${hostname}:${port || 5432}`);
  return {
    url: new URL(given).pathname.length > 1 ? given : await createDatabase(given, DEFAULT_DATABASE),
    createDatabase: (name) => createDatabase(given, name),
    dropDatabase: (name) => dropDatabase(given, name),
    ...notOurs('CONCORD_POSTGRES_URL', Number(port || 5432)),
  };
};

const notOurs = (variable: string, port: number): StackProcess => {
  const refuse = (verb: string) => async (): Promise<never> => {
    throw new Error(`A server given by ${variable} is not ours to ${verb}. Unset ${variable}, and Concord starts one of its own.`);
  };
  return {
    origin: 'environment',
    pid: undefined,
    port,
    log: undefined,
    kill: refuse('kill'),
    start: refuse('start'),
    restart: refuse('restart'),
    stop: async () => undefined,
  };
};

const requireAnswer = (variable: string, address: string): Promise<number> => {
  const [host = '', port = ''] = address.split(':');
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void =>
      reject(new Error(`${variable} names ${address}, which does not answer (${reason}). Start it, or unset ${variable}.`));
    const socket = connect({ host, port: Number(port), timeout: 5_000 });
    socket.once('connect', () => {
      socket.destroy();
      resolve(Number(port));
    });
    socket.once('timeout', () => {
      socket.destroy();
      fail('no answer within 5 s');
    });
    socket.once('error', ({ message }) => fail(message));
  });
};
