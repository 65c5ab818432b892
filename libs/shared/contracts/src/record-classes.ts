import { DataverseCompany } from './dataverse/company.record';
import { DataverseCurrency } from './dataverse/currency.record';
import { DataverseExchangeRateType } from './dataverse/exchange-rate-type.record';
import { DataverseExchangeRatePair } from './dataverse/exchange-rate-pair.record';
import { DataverseExchangeRate } from './dataverse/exchange-rate.record';
import { DataverseAccount } from './dataverse/account.record';
import { DataverseResourceRole } from './dataverse/resource-role.record';
import { DataverseContract } from './dataverse/contract.record';
import { DataverseContractLine } from './dataverse/contract-line.record';
import { DataverseContractCustomer } from './dataverse/contract-customer.record';
import { DataverseProject } from './dataverse/project.record';
import { DataverseTransactionCategory } from './dataverse/transaction-category.record';
import { DataverseCustomerGroup } from './dataverse/customer-group.record';
import { DataversePaymentTerm } from './dataverse/payment-term.record';
import { DataverseCustomerPaymentMethod } from './dataverse/customer-payment-method.record';
import { DataverseTaxGroup } from './dataverse/tax-group.record';
import { DataverseVendor } from './dataverse/vendor.record';
import { DataverseLedger } from './dataverse/ledger.record';
import { DataverseFiscalCalendar } from './dataverse/fiscal-calendar.record';
import { DataverseChartOfAccounts } from './dataverse/chart-of-accounts.record';
import { DataverseVendorGroup } from './dataverse/vendor-group.record';
import { DataverseVendorPaymentMethod } from './dataverse/vendor-payment-method.record';
import { DataverseWorker } from './dataverse/worker.record';
import { DataverseUnit } from './dataverse/unit.record';
import { DataverseUnitGroup } from './dataverse/unit-group.record';
import { DataverseProduct } from './dataverse/product.record';
import { DataverseProjectTask } from './dataverse/project-task.record';
import { DataverseMilestone } from './dataverse/milestone.record';
import { DataverseBookableResource } from './dataverse/bookable-resource.record';
import { FinanceLegalEntity } from './finance/legal-entity.record';
import { FinanceCurrency } from './finance/currency.record';
import { FinanceExchangeRateType } from './finance/exchange-rate-type.record';
import { FinanceExchangeRatePair } from './finance/exchange-rate-pair.record';
import { FinanceExchangeRate } from './finance/exchange-rate.record';
import { FinanceCustomer } from './finance/customer.record';
import { FinanceResourceRole } from './finance/resource-role.record';
import { FinanceContract } from './finance/contract.record';
import { FinanceContractLine } from './finance/contract-line.record';
import { FinanceFundingSource } from './finance/funding-source.record';
import { FinanceProject } from './finance/project.record';
import { FinanceTransactionCategory } from './finance/transaction-category.record';
import { FinanceLedger } from './finance/ledger.record';
import { FinanceFiscalCalendar } from './finance/fiscal-calendar.record';
import { FinanceChartOfAccounts } from './finance/chart-of-accounts.record';
import { FinanceVendor } from './finance/vendor.record';
import { FinanceWorker } from './finance/worker.record';
import { FinanceUnit } from './finance/unit.record';
import { FinanceProduct } from './finance/product.record';
import { FinanceProjectTask } from './finance/project-task.record';
import { FinanceMilestone } from './finance/milestone.record';
import { FinanceWorkerResource } from './finance/worker-resource.record';
import { DataverseResourceAssignment } from './dataverse/resource-assignment.record';
import { DataverseTeamMember } from './dataverse/team-member.record';
import { DataverseEstimateLine } from './dataverse/estimate-line.record';
import { DataverseActual } from './dataverse/actual.record';
import { DataverseTransactionConnection } from './dataverse/transaction-connection.record';
import { DataverseInvoice } from './dataverse/invoice.record';
import { FinanceHourEstimate } from './finance/hour-estimate.record';
import { FinanceExpenseEstimate } from './finance/expense-estimate.record';
import { FinanceMaterialEstimate } from './finance/material-estimate.record';
import { FinanceActual } from './finance/actual.record';
import { FinanceTransactionRelationship } from './finance/transaction-relationship.record';
import { FinanceIntegrationJournalLine } from './finance/integration-journal-line.record';
import { FinanceInvoiceProposalLine } from './finance/invoice-proposal-line.record';
import { FinanceIntegrationLogEntry } from './finance/integration-log-entry.record';
import type { RecordClass } from './values/columns';
import { tableOf, type Table } from './values/tables';

/** A record class with the table it describes. */
export interface RecordClassEntry extends Table {
  readonly record: RecordClass;
}

const records: readonly RecordClass[] = [
  DataverseCompany,
  DataverseCurrency,
  DataverseExchangeRateType,
  DataverseExchangeRatePair,
  DataverseExchangeRate,
  DataverseAccount,
  DataverseResourceRole,
  DataverseContract,
  DataverseContractLine,
  DataverseContractCustomer,
  DataverseProject,
  DataverseTransactionCategory,
  DataverseCustomerGroup,
  DataversePaymentTerm,
  DataverseCustomerPaymentMethod,
  DataverseTaxGroup,
  DataverseVendor,
  DataverseLedger,
  DataverseFiscalCalendar,
  DataverseChartOfAccounts,
  DataverseVendorGroup,
  DataverseVendorPaymentMethod,
  DataverseWorker,
  DataverseUnit,
  DataverseUnitGroup,
  DataverseProduct,
  DataverseProjectTask,
  DataverseMilestone,
  DataverseBookableResource,
  FinanceLegalEntity,
  FinanceCurrency,
  FinanceExchangeRateType,
  FinanceExchangeRatePair,
  FinanceExchangeRate,
  FinanceCustomer,
  FinanceResourceRole,
  FinanceContract,
  FinanceContractLine,
  FinanceFundingSource,
  FinanceProject,
  FinanceTransactionCategory,
  FinanceLedger,
  FinanceFiscalCalendar,
  FinanceChartOfAccounts,
  FinanceVendor,
  FinanceWorker,
  FinanceUnit,
  FinanceProduct,
  FinanceProjectTask,
  FinanceMilestone,
  FinanceWorkerResource,
  DataverseResourceAssignment,
  DataverseTeamMember,
  DataverseEstimateLine,
  DataverseActual,
  DataverseTransactionConnection,
  DataverseInvoice,
  FinanceHourEstimate,
  FinanceExpenseEstimate,
  FinanceMaterialEstimate,
  FinanceActual,
  FinanceTransactionRelationship,
  FinanceIntegrationJournalLine,
  FinanceInvoiceProposalLine,
  FinanceIntegrationLogEntry,
];

/** Every record class we publish: what JSON Schemas are generated from, and what a gateway's change is checked against. */
export const recordClasses: readonly RecordClassEntry[] = records.map((record) => ({ ...tableOf(record), record }));
