import { Injectable, Logger } from '@nestjs/common';
import { Publisher } from '@concord/messaging';
import { Database } from '@concord/persistence';
import { AreaFlows } from '../consume/area-flows';
import { DocumentsRepository, type StoredDocument } from '../storage/documents.repository';
import { flowMessageOf } from './flow-message-of';

/**
 * Publishes documents out of the database, where they are marked until the broker has them: a crash at any moment loses none. They are locked
 * meanwhile, so that the newest state of a document is the last one on the topic.
 */
@Injectable()
export class FlowPublisher {
  private readonly log = new Logger(FlowPublisher.name);

  constructor(
    private readonly flows: AreaFlows,
    private readonly database: Database,
    private readonly documents: DocumentsRepository,
    private readonly publisher: Publisher,
  ) {}

  /** One chunk; answers how many. */
  async publishSome(most: number): Promise<number> {
    let taken: StoredDocument[] = [];
    try {
      await this.database.transaction(async (tx) => {
        taken = await this.documents.unpublished(tx, this.flows.names, most);
        if (taken.length === 0) return;
        await this.publisher.publish(taken.map((one) => this.outgoing(one)));
        await this.documents.markPublished(tx, taken, true);
      });
    } catch (error) {
      // The broker may have taken them late, after a newer state that another replica published: whatever is there now is published again.
      await this.documents.markPublished(this.database, taken, false).catch((again: unknown) => this.log.warn(String(again)));
      throw error;
    }
    return taken.length;
  }

  private outgoing(document: StoredDocument): Parameters<Publisher['publish']>[0][number] {
    const { flow, document: key } = document.content;
    return { topic: this.flows.topic, key: `${flow}|${key}`, value: flowMessageOf(document, this.flows.area), type: 'concord.flow.v1' };
  }
}
