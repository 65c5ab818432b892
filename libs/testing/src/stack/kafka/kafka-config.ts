export interface KafkaPlaces {
  readonly port: number;
  readonly controllerPort: number;
  readonly logDirs: string;
}

/** `server.properties` of a single broker that is its own controller. Nothing here waits or appears by itself. */
export const kafkaProperties = ({ port, controllerPort, logDirs }: KafkaPlaces): string =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': logDirs,
    ...singleBroker,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');

/** What a cluster of one needs, in a container as well. */
export const singleBroker: Readonly<Record<string, string | number | boolean>> = {
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 4,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 4,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'share.coordinator.state.topic.num.partitions': 1,
  // A broker that was killed may register again only when its former self is given up: two seconds instead of nine.
  'broker.session.timeout.ms': 2000,
  'broker.heartbeat.interval.ms': 400,
  'group.initial.rebalance.delay.ms': 0,
  'auto.create.topics.enable': false,
};

/** The name the official image gives a property: `group.initial.rebalance.delay.ms` is `KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS`. */
export const asImageVariable = (property: string): string => `KAFKA_${property.toUpperCase().replaceAll('.', '_')}`;
