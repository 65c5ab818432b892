import 'reflect-metadata'; // class-transformer's @Type reads it while the message classes load.
export { type System, type Scalar, type Row, type Column, type ColumnKind, otherSystem } from './values/scalar';
export { recordIdOf } from './values/record-id';
export { ConcordError, type ErrorKind, errorKinds } from './errors/concord-error';
export { ChangeMessage, changeOperations, changeOrigins } from './messages/change.message';
export { WriteMessage, writeOperations } from './messages/write.message';
export { OutcomeMessage, OutcomeError, outcomeStatuses } from './messages/outcome.message';
export { LinkMessage, LinkError, ReferenceName, linkStatuses, type LinkStatus } from './messages/link.message';
export { FlowMessage, FlowStage, FlowProblem, FlowRecord } from './messages/flow.message';
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
export { DataverseCompany } from './dataverse/company.record';
export { DataverseCurrency } from './dataverse/currency.record';
export { DataverseExchangeRateType } from './dataverse/exchange-rate-type.record';
export { DataverseExchangeRatePair } from './dataverse/exchange-rate-pair.record';
export { DataverseExchangeRate } from './dataverse/exchange-rate.record';
export { DataverseAccount } from './dataverse/account.record';
export { DataverseResourceRole } from './dataverse/resource-role.record';
export { DataverseContract } from './dataverse/contract.record';
export { DataverseContractLine } from './dataverse/contract-line.record';
export { DataverseContractCustomer } from './dataverse/contract-customer.record';
export { DataverseProject } from './dataverse/project.record';
export { DataverseTransactionCategory } from './dataverse/transaction-category.record';
export { DataverseCustomerGroup } from './dataverse/customer-group.record';
export { DataversePaymentTerm } from './dataverse/payment-term.record';
export { DataverseCustomerPaymentMethod } from './dataverse/customer-payment-method.record';
export { DataverseTaxGroup } from './dataverse/tax-group.record';
export { DataverseVendor } from './dataverse/vendor.record';
export { DataverseLedger } from './dataverse/ledger.record';
export { DataverseFiscalCalendar } from './dataverse/fiscal-calendar.record';
export { DataverseChartOfAccounts } from './dataverse/chart-of-accounts.record';
export { DataverseVendorGroup } from './dataverse/vendor-group.record';
export { DataverseVendorPaymentMethod } from './dataverse/vendor-payment-method.record';
export { DataverseWorker } from './dataverse/worker.record';
export { DataverseUnit } from './dataverse/unit.record';
export { DataverseUnitGroup } from './dataverse/unit-group.record';
export { DataverseProduct } from './dataverse/product.record';
export { DataverseProjectTask } from './dataverse/project-task.record';
export { DataverseMilestone } from './dataverse/milestone.record';
export { DataverseBookableResource } from './dataverse/bookable-resource.record';
export { FinanceLegalEntity } from './finance/legal-entity.record';
export { FinanceCurrency } from './finance/currency.record';
export { FinanceExchangeRateType } from './finance/exchange-rate-type.record';
export { FinanceExchangeRatePair } from './finance/exchange-rate-pair.record';
export { FinanceExchangeRate } from './finance/exchange-rate.record';
export { FinanceCustomer } from './finance/customer.record';
export { FinanceResourceRole } from './finance/resource-role.record';
export { FinanceContract } from './finance/contract.record';
export { FinanceContractLine } from './finance/contract-line.record';
export { FinanceFundingSource } from './finance/funding-source.record';
export { FinanceProject } from './finance/project.record';
export { FinanceTransactionCategory } from './finance/transaction-category.record';
export { FinanceLedger } from './finance/ledger.record';
export { FinanceFiscalCalendar } from './finance/fiscal-calendar.record';
export { FinanceChartOfAccounts } from './finance/chart-of-accounts.record';
export { FinanceVendor } from './finance/vendor.record';
export { FinanceWorker } from './finance/worker.record';
export { FinanceUnit } from './finance/unit.record';
export { FinanceProduct } from './finance/product.record';
export { FinanceProjectTask } from './finance/project-task.record';
export { FinanceMilestone } from './finance/milestone.record';
export { FinanceWorkerResource } from './finance/worker-resource.record';
export { DataverseResourceAssignment } from './dataverse/resource-assignment.record';
export { DataverseTeamMember } from './dataverse/team-member.record';
export { DataverseEstimateLine } from './dataverse/estimate-line.record';
export { DataverseActual } from './dataverse/actual.record';
export { DataverseTransactionConnection } from './dataverse/transaction-connection.record';
export { DataverseInvoice } from './dataverse/invoice.record';
export { FinanceHourEstimate } from './finance/hour-estimate.record';
export { FinanceExpenseEstimate } from './finance/expense-estimate.record';
export { FinanceMaterialEstimate } from './finance/material-estimate.record';
export { FinanceActual } from './finance/actual.record';
export { FinanceTransactionRelationship } from './finance/transaction-relationship.record';
export { FinanceIntegrationJournalLine } from './finance/integration-journal-line.record';
export { FinanceInvoiceProposalLine } from './finance/invoice-proposal-line.record';
export { FinanceIntegrationLogEntry } from './finance/integration-log-entry.record';
export { recordClasses, type RecordClassEntry } from './record-classes';
