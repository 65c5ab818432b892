import type { PositionStore, TopicPartition } from './position-store';

interface Request extends TopicPartition {
  resolve(position: bigint | undefined): void;
  reject(error: unknown): void;
}

/** Reads positions; all that are asked for in one turn of the event loop, by one query: a rebalance brings a hundred partitions at once. */
export class PositionLoader {
  private waiting: Request[] = [];

  constructor(
    private readonly consumer: string,
    private readonly store: PositionStore,
  ) {}

  read({ topic, partition }: TopicPartition): Promise<bigint | undefined> {
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => void this.flush());
      this.waiting.push({ topic, partition, resolve, reject });
    });
  }

  private async flush(): Promise<void> {
    const requests = this.waiting;
    this.waiting = [];
    try {
      const positions = await this.store.read(this.consumer, requests);
      requests.forEach((request, index) => request.resolve(positions[index]));
    } catch (error) {
      for (const request of requests) request.reject(error);
    }
  }
}
