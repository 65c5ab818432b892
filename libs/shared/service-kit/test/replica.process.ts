import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { IsInt } from 'class-validator';
import { KafkaBatchServer, KafkaConnection, MessagingModule, type Batch } from '@concord/messaging';
import { ConsumedOffsets, PersistenceModule, UnitOfWork } from '@concord/persistence';
import { runMain, ServiceConfig, readConfig, startService } from '../src';

/** A replica of a service that stores each number it reads, with nothing but UnitOfWork to keep it from storing one twice. */
class Numbered {
  @IsInt() readonly number!: number;
}

class CreateEffect1763900000001 {
  async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
    await runner.query('CREATE TABLE effect (number int NOT NULL, replica int NOT NULL)'); // no key: a number stored twice shall show
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}

@Controller()
class NumbersHandler {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  @EventPattern('numbers')
  async handle(@Payload() batch: Batch<Numbered>): Promise<void> {
    await this.unitOfWork.run(batch, (tx) =>
      // Slow enough to be killed within.
      tx.query('INSERT INTO effect SELECT number, $2 FROM unnest($1::int[]) AS number, pg_sleep(0.01)', [
        batch.messages.map(({ value }) => value.number),
        process.pid,
      ]),
    );
  }
}

const config = readConfig(ServiceConfig);
const topic = String(process.env['SPEC_TOPIC']);

@Module({
  imports: [
    MessagingModule.forRoot({ brokers: config.kafkaBrokers, clientId: 'replica', prefix: config.topicPrefix, source: '/concord/replica' }),
    PersistenceModule.forRoot({ url: config.postgresUrl, schema: 'replica', migrations: [CreateEffect1763900000001] }),
  ],
  controllers: [NumbersHandler],
})
class ReplicaModule {}

runMain(() =>
  startService({
    name: 'replica',
    module: ReplicaModule,
    config,
    port: Number(process.env['SPEC_PORT']),
    server: (app) =>
      new KafkaBatchServer({
        kafka: app.get(KafkaConnection),
        consumer: `${topic}.group`,
        positions: app.get(ConsumedOffsets),
        routes: [{ pattern: 'numbers', topics: () => [topic], message: Numbered, chunk: 50 }],
        sessionTimeoutMs: 6_000,
      }),
  }),
);
