import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientsModule, type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NaiveApplied, NaiveLink } from './link.entity';
import { NaiveGatewayController } from './naive-gateway.controller';
import { NaiveSyncController } from './naive-sync.controller';

/** `node naive/main.js sync|gateway`, addresses from the environment: two processes, as Concord's two are. */
const role = process.argv[2] === 'gateway' ? 'gateway' : 'sync';
const brokers = (process.env['CONCORD_KAFKA_BROKERS'] ?? '').split(',');

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env['CONCORD_POSTGRES_URL'] ?? '',
      entities: [NaiveLink, NaiveApplied],
      synchronize: false,
    }),
    TypeOrmModule.forFeature([NaiveLink, NaiveApplied]),
    ClientsModule.register([
      { name: 'KAFKA', transport: Transport.KAFKA, options: { client: { clientId: `naive-${role}`, brokers }, producerOnlyMode: true } },
    ]),
  ],
  controllers: [role === 'sync' ? NaiveSyncController : NaiveGatewayController],
  providers: [{ provide: 'STANDIN_URL', useValue: process.env['STANDIN_URL'] ?? '' }],
})
class NaiveModule {}

const start = async (): Promise<void> => {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(NaiveModule, {
    logger: ['error', 'warn'],
    transport: Transport.KAFKA,
    options: {
      client: { clientId: `naive-${role}`, brokers },
      consumer: { groupId: `naive-${role}`, allowAutoTopicCreation: false },
      subscribe: { fromBeginning: true },
    },
  });
  await app.listen();
  console.log(JSON.stringify({ ready: role }));
};

void start();
