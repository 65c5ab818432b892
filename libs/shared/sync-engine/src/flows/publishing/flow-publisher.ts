import { Injectable, Logger } from '@nestjs/common';
import { Publisher } from '@concord/messaging';
import { Database } from '@concord/persistence';
import { AreaFlows } from '../consume/area-flows';
import { DocumentsRepository, type StoredDocument } from '../storage/documents.repository';
import { QueuesRepository, type DocumentKey } from '../storage/queues.repository';
import { flowMessageOf } from './flow-message-of';

/**
 * Publishes documents out of the database, where they are written down until the broker has them: a crash at any moment loses none. While they are
 * taken out nobody else can publish another state of them, so that the newest is the last on the topic.
 */
@Injectable()
export class FlowPublisher {
  private readonly log = new Logger(FlowPublisher.name);

  constructor(
    private readonly flows: AreaFlows,
    private readonly database: Database,
    private readonly queues: QueuesRepository,
    private readonly documents: DocumentsRepository,
    private readonly publisher: Publisher,
  ) {}

  /** One chunk; answers how many. */
  async publishSome(most: number): Promise<number> {
    let taken: DocumentKey[] = [];
    try {
      await this.database.transaction(async (tx) => {
        taken = await this.queues.take(tx, 'outbox', this.flows.names, most);
        if (taken.length === 0) return;
        const documents = await this.documents.ofKeys(tx, taken);
        await this.publisher.publish(documents.map((one) => this.outgoing(one)));
      });
    } catch (error) {
      // The broker may have taken them late, after a newer state that another replica published: whatever is there now is published again.
      await this.queues.add(this.database, 'outbox', taken).catch((again: unknown) => this.log.warn(String(again)));
      throw error;
    }
    return taken.length;
  }

  private outgoing(document: StoredDocument): Parameters<Publisher['publish']>[0][number] {
    const { flow, document: key } = document.content;
    return { topic: this.flows.topic, key: `${flow}|${key}`, value: flowMessageOf(document, this.flows.area), type: 'concord.flow.v1' };
  }
}
