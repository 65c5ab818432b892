import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Topics } from '@concord/contracts';
import { KafkaConnection, type KafkaOptions } from './kafka/kafka-connection';
import { Publisher } from './publish/publisher';
import { TopicAdmin } from './topics/topic-admin';

/** Closes the connection last: handlers at work publish until they have ended. */
@Injectable()
class ConnectionCloser implements OnApplicationShutdown {
  constructor(@Inject(KafkaConnection) private readonly kafka: KafkaConnection) {}

  onApplicationShutdown(): Promise<void> {
    return this.kafka.close();
  }
}

@Module({})
export class MessagingModule {
  /** Global. Provides KafkaConnection, Publisher, Topics and TopicAdmin. */
  static forRoot(options: KafkaOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: KafkaConnection, useFactory: () => new KafkaConnection(options) },
        { provide: Topics, useFactory: (kafka: KafkaConnection) => kafka.topics, inject: [KafkaConnection] },
        Publisher,
        TopicAdmin,
        ConnectionCloser,
      ],
      exports: [KafkaConnection, Publisher, Topics, TopicAdmin],
    };
  }
}
