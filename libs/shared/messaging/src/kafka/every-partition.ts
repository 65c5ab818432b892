import type { Kafka } from 'kafkajs';

const LOOK_AGAIN_MS = 50;

export interface PartitionOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** Asks about every partition of some topics at once. */
export interface EveryPartition {
  /** Where the oldest message is that is kept. */
  first(): Promise<PartitionOffset[]>;
  /** Where the next message will be. */
  next(): Promise<PartitionOffset[]>;
}

/**
 * Asks until every partition of the topics answers; fails with the last error after `longestMs`. Topics made a moment ago may not be known to
 * the broker that is asked, or may not have found their leaders.
 *
 * kafkajs' administrator asks for one topic at a time, by three requests each; the topics of an area, all anew, kept a broker busy for
 * seconds. Its cluster, which it keeps to itself, asks for all by one request to each broker. A cluster of its own each time, for one that lives on would for
 * ever want to know of topics that are gone.
 */
export const askEveryPartition = async <T>(
  kafka: Kafka,
  topics: readonly string[],
  longestMs: number,
  ask: (of: EveryPartition) => Promise<T>,
): Promise<T> => {
  const cluster = clusterOf(kafka);
  cluster.targetTopics = new Set(topics);
  try {
    await cluster.connect();
    for (const deadline = Date.now() + longestMs; ;) {
      try {
        await cluster.refreshMetadata();

        return await ask({ first: () => offsetsIn(cluster, true), next: () => offsetsIn(cluster, false) });
      } catch (error) {
        if (Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    }
  } finally {
    await cluster.disconnect();
  }
};

/** As much of kafkajs' class as is used here; its types do not name it. */
interface Cluster {
  /** Whose metadata is asked for. */
  targetTopics: Set<string>;
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  refreshMetadata(): Promise<void>;
  findTopicPartitionMetadata(topic: string): readonly { readonly partitionId: number }[];
  fetchTopicsOffset(
    topics: readonly { topic: string; fromBeginning: boolean; partitions: readonly { partition: number }[] }[],
  ): Promise<readonly { topic: string; partitions: readonly { partition: number; offset: string }[] }[]>;
}

const clusterOf = (kafka: Kafka): Cluster => {
  const name = Object.getOwnPropertySymbols(kafka).find(({ description }) => description === 'private:Kafka:createCluster');
  if (!name) throw new Error('This version of kafkajs makes its clusters elsewhere: see how, and mend every-partition.ts.');
  const make = (kafka as unknown as Record<symbol, (options: object) => Cluster>)[name] as (options: object) => Cluster;

  return make({ metadataMaxAge: 300_000, allowAutoTopicCreation: false });
};

const offsetsIn = async (cluster: Cluster, fromBeginning: boolean): Promise<PartitionOffset[]> => {
  const found = await cluster.fetchTopicsOffset(
    [...cluster.targetTopics].map((topic) => ({
      topic,
      fromBeginning,
      partitions: cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ partition: partitionId })),
    })),
  );

  return found.flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset }) => ({ topic, partition, offset: BigInt(offset) })),
  );
};
