import { ChangeMessage } from '../messages/change.message';
import { FlowMessage } from '../messages/flow.message';
import { LinkMessage } from '../messages/link.message';
import { OutcomeMessage } from '../messages/outcome.message';
import { SnapshotProgress, SnapshotRequest } from '../messages/snapshot.message';
import { SubscriptionMessage } from '../messages/subscription.message';
import { WriteMessage } from '../messages/write.message';
import type { ContractClass } from '../validation/checker';

export interface MessageType {
  /** Without prefix and version: `ce_type` is `concord.<name>.v<version>`. */
  readonly name: string;
  readonly version: number;
  readonly message: ContractClass;
  readonly summary: string;
}

/** Every message of ours that is published. */
export const messageTypes: readonly MessageType[] = [
  { name: 'change', version: 1, message: ChangeMessage, summary: 'One version of one record, as captured from a system' },
  { name: 'write', version: 1, message: WriteMessage, summary: 'One idempotent request of an area to a system' },
  { name: 'outcome', version: 1, message: OutcomeMessage, summary: 'What a system answered to a write' },
  { name: 'link', version: 1, message: LinkMessage, summary: 'State of one pairing of a record on both sides' },
  { name: 'flow', version: 1, message: FlowMessage, summary: 'Where a business document stands on its way through both systems' },
  { name: 'subscription', version: 1, message: SubscriptionMessage, summary: 'What an area wants captured of one table' },
  { name: 'snapshot-request', version: 1, message: SnapshotRequest, summary: 'Asks the gateway to read a table, or records' },
  { name: 'snapshot-progress', version: 1, message: SnapshotProgress, summary: 'How far a read is' },
];

export const eventTypeOf = ({ name, version }: MessageType): string => `concord.${name}.v${version}`;
