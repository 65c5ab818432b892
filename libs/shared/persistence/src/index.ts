export { PersistenceModule, type PersistenceOptions } from './persistence.module';
export { Database } from './transactions/database';
export { type Transaction } from './transactions/transaction';
export { type CopyTarget } from './transactions/copy-rows';
export { isConflict, sqlStateOf } from './transactions/transient-sql-error';
export { UnitOfWork } from './offsets/unit-of-work';
export { ConsumedOffsets, type TopicPartition } from './offsets/consumed-offsets';
export { BatchTakenOver } from './offsets/batch-taken-over';
export { type BatchPosition, type PartitionPosition } from './offsets/batch-position';
