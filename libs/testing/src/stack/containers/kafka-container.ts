import { asImageVariable, singleBroker } from '../kafka/kafka-config';
import type { KafkaServer } from '../stack';
import { untilConnects } from '../until-connects';
import { containerProcess } from './container-process';
import { startContainer, testcontainers } from './engine';

const IMAGE = 'apache/kafka:4.4.0';

/** Kafka's official image, one broker in KRaft mode. */
export const startKafkaContainer = async (port: number): Promise<KafkaServer> => {
  // The same number inside and outside: the broker tells its clients the address to come back to.
  const properties = {
    'node.id': 1,
    'process.roles': 'broker,controller',
    'controller.quorum.voters': '1@localhost:29093',
    listeners: `PLAINTEXT://:${port},CONTROLLER://:29093`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    ...singleBroker,
  };
  const environment = Object.fromEntries(Object.entries(properties).map(([name, value]) => [asImageVariable(name), String(value)]));
  const container = await startContainer(IMAGE, () => {
    const { GenericContainer, Wait } = testcontainers();
    return new GenericContainer(IMAGE)
      .withEnvironment(environment)
      .withExposedPorts({ container: port, host: port })
      .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/));
  });
  return { brokers: [`127.0.0.1:${port}`], ...containerProcess(container, port, () => untilConnects(port)) };
};
