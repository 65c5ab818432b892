import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Database, PersistenceModule } from '@concord/persistence';
import { Metrics, readConfig } from '@concord/service-kit';
import { eventually, useStack } from '@concord/testing';
import { GatewayConfig } from '../src/config';
import { Environments } from '../src/environment/environments';
import { Pauses } from '../src/environment/pauses';
import { EnvironmentPauses1764040000000 } from '../src/migrations/environment-pauses.migration';

Logger.overrideLogger(false);

/** Gives everybody a token, and refuses the next requests with the waits it is given, in seconds. */
class BusyFinance {
  /** When each request came, milliseconds; by path, which names who sent it. */
  readonly asked: { readonly path: string; readonly at: number }[] = [];
  readonly refused: number[] = [];
  refusals: readonly number[] = [];
  private readonly server: Server = createServer((request, response) => {
    const issuer = `http://${String(request.headers.host)}/tenant`;
    const json = (body: object): void => void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url?.includes('/oauth2/')) return json({ token_type: 'Bearer', expires_in: 3600, access_token: 'a-token' });
    if (request.url?.includes('.well-known'))
      return json({
        issuer: `${issuer}/v2.0`,
        authorization_endpoint: `${issuer}/oauth2/v2.0/authorize`,
        token_endpoint: `${issuer}/oauth2/v2.0/token`,
        jwks_uri: `${issuer}/discovery/v2.0/keys`,
      });
    const [seconds, ...later] = this.refusals;
    this.refusals = later;
    if (seconds === undefined) {
      this.asked.push({ path: request.url ?? '', at: performance.now() });
      return json({});
    }
    this.refused.push(performance.now());
    response.writeHead(429, { 'retry-after': String(seconds) }).end();
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

describe('replicas of the gateway that run beside one another', () => {
  const stack = useStack();
  const finance = new BusyFinance();
  const apps: INestApplicationContext[] = [];
  const replicas: Environments[] = [];

  const addReplica = async (address: string): Promise<Environments> => {
    const config = readConfig(GatewayConfig, {
      CONCORD_KAFKA_BROKERS: stack.brokers.join(','),
      CONCORD_POSTGRES_URL: stack.postgresUrl,
      CONCORD_TENANT_ID: 'tenant',
      CONCORD_CLIENT_ID: 'concord',
      CONCORD_CLIENT_SECRET: 'a-secret',
      CONCORD_AUTHORITY: address,
      DATAVERSE_URL: address,
      FINANCE_URL: address,
    });
    const app = await NestFactory.createApplicationContext(
      PersistenceModule.forRoot({ url: stack.postgresUrl, schema: 'gateway', migrations: [EnvironmentPauses1764040000000] }),
      { logger: false },
    );
    apps.push(app);
    const replica = await Environments.recalling(config, new Metrics(), new Pauses(app.get(Database)));
    replicas.push(replica);
    return replica;
  };
  const send = (replica: Environments, path: string) => replica.finance.send({ method: 'GET', path });
  const hasHeard = (replica: Environments) =>
    eventually(() => replica.finance.limiter.state().pausedMs > 0, { describe: 'the other replica to hear of the wait' });

  let told: Environments;
  let other: Environments;
  beforeAll(async () => {
    const address = await finance.start();
    [told, other] = [await addReplica(address), await addReplica(address)];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await Promise.all(apps.map((app) => app.close()));
    finance.stop();
  });

  const aWaitOf = async (seconds: number): Promise<void> => {
    finance.refusals = [seconds];
    expect((await send(told, '/data/told')).status).toBe(429);
    await hasHeard(other);
    expect(other.dataverse.limiter.state().pausedMs).toBe(0);
    await expect(other.finance.send({ method: 'GET', path: '/data/other', maxWaitMs: 10 })).rejects.toThrow('without requests');
    await Promise.all([send(told, '/data/told'), send(other, '/data/other')]);
    const over = (finance.refused.at(-1) ?? Infinity) + seconds * 1_000;
    const both = finance.asked.slice(-2);
    expect(both.map(({ path, at }) => ({ path, early: at < over }))).toEqual(
      expect.arrayContaining([
        { path: '/data/told', early: false },
        { path: '/data/other', early: false },
      ]),
    );
  };

  it('send nothing before the time that one of them was told (I7)', async () => {
    expect((await send(other, '/data/other')).status).toBe(200); // it runs, and knows of no wait
    const allowed = other.finance.limiter.state().limit;
    await aWaitOf(2);
    expect(other.finance.limiter.state().limit).toBe(allowed / 2);
  });

  it('hear of it again after PostgreSQL ended their connections', async () => {
    const database = apps[0]?.get(Database);
    const ended = await database?.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'",
    );
    expect(ended).toHaveLength(2);
    await aWaitOf(2);
  });
});
