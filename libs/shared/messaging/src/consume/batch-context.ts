import { BaseRpcContext } from '@nestjs/microservices';
import type { TopicPartition } from './position-store';

/** What `@Ctx()` gives: where the batch came from. */
export class BatchContext extends BaseRpcContext<readonly TopicPartition[]> {
  get from(): readonly TopicPartition[] {
    return this.getArgs();
  }
}
