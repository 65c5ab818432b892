import 'reflect-metadata'; // class-transformer's @Type reads it while the message classes load.
export { type System, type Scalar, type Row, type Column, type ColumnKind, otherSystem } from './values/scalar';
export { recordIdOf } from './values/record-id';
export { ConcordError, type ErrorKind, errorKinds } from './errors/concord-error';
export { ChangeMessage, changeOperations, changeOrigins } from './messages/change.message';
export { WriteMessage, writeOperations } from './messages/write.message';
export { OutcomeMessage, OutcomeError, outcomeStatuses } from './messages/outcome.message';
export { LinkMessage, LinkError, ReferenceName, linkStatuses, type LinkStatus } from './messages/link.message';
export { SubscriptionMessage, ColumnDescription } from './messages/subscription.message';
export { SnapshotRequest, SnapshotProgress } from './messages/snapshot.message';
export { Topics } from './topics';
export { type Checker, type ContractClass, type Violation } from './validation/checker';
export { checkerOf, partialCheckerOf } from './validation/checker-of';
export { changeMessageOf } from './validation/change-message-of';
export { columnsOf, lookupsOf, type RecordClass } from './values/columns';
export { FinanceTable, DataverseTable, tableOf, type Table } from './values/tables';
export {
  IsText,
  IsEnumMember,
  IsChoice,
  IsWholeNumber,
  IsFlag,
  IsDecimalText,
  IsCalendarDate,
  IsInstant,
  IsGuid,
  IsLookup,
  IsCurrencyCode,
  IsLegalEntity,
} from './values/column-decorators';
