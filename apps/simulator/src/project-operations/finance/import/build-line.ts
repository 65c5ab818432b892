import type { Books, NewRow, Stored } from '../books';
import { amountOf, dayOf, guidOf, instantOf, textOf } from '../columns';
import { isNegative, negated, times } from '../money';
import { nextNumber } from '../numbers';
import { accountFor, type PostingType } from '../setup/posting-accounts';

import { relationshipOf } from '../setup/intercompany';
import type { ProjectParameters } from '../setup/parameters';
import { nextOpenDay } from '../setup/periods';
import { billingOf } from '../setup/profiles';
import { salesTaxGroupOf } from '../setup/sales-tax';
import { PostingRefused } from '../ledger/posting-refused';
import { integrationAccountColumn, sourceOf } from '../staging/source-documents';
import type { StagedActual } from '../staging/staged-actual';
import { linePropertyFor } from '../setup/line-properties';
import { lineCategory } from './line-category';
import { contractOf, lineRate } from './line-rate';
import { relatedVoucherOf } from './related-vouchers';

/** One journal line of one actual, cost or sales side. Source: domain/70-finance-accounting.md 3.2. The import checks hold. */
export const buildLine = (
  books: Books,
  actual: StagedActual,
  parameters: ProjectParameters,
  place: { readonly journal: string; readonly line: number },
): NewRow => {
  const { row } = actual;
  const company = actual.lineCompany;
  const isCost = actual.type === 'Cost' || actual.type === 'ResourcingUnitCost';
  const project = books.find('ProjectsV2', { dataAreaId: actual.projectCompany, ProjectId: actual.projectId })!;
  const category = lineCategory(books, actual, parameters)!;
  const rate = times(lineRate(books, actual)!, '100');
  const relationship = actual.isLending ? relationshipOf(books, company, actual.projectCompany) : undefined;
  const contractId = contractOf(books, actual);
  const accountingDay = parameters.movesToOpenPeriod ? nextOpenDay(books, company, actual.accountingDay)! : actual.accountingDay;
  const worker =
    guidOf(row, 'ResourceId') === undefined
      ? undefined
      : books.find('WorkerResourceImports', { ProjCDSResourceId: textOf(row, 'ResourceId') });
  const money = isCost
    ? { UnitCost: actual.unitPrice, ExtendedCost: actual.amount, CostCurrency: actual.currency, CostExchangeRate: rate }
    : { UnitPrice: actual.unitPrice, ExtendedPrice: actual.amount, PriceCurrency: actual.currency, PriceExchangeRate: rate };

  return {
    dataAreaId: company,
    ProjAdvancedJournalId: place.journal,
    LineNumber: place.line,
    LineStatus: 'Draft',
    TransType: actual.lineType,
    TransactionType: actual.type,
    ActualId: actual.actualId,
    ActualsImportId: actual.importId,
    ProjId: actual.projectId,
    ProjDataAreaId: actual.projectCompany,
    ActivityNumber: textOf(row, 'TaskNumber'),
    ProjTransDate: instantOf(actual.day),
    AccountingDate: instantOf(accountingDay),
    Voucher: nextNumber(books, company, 'Voucher'),
    RelatedVoucher: actual.type === 'Sales' ? relatedVoucherOf(books, actual) : undefined,
    ProjCategoryId: textOf(category, 'CategoryId'),
    LinePropertyId: linePropertyFor(books, actual.company, textOf(row, 'BillingType')),
    ContractId: contractId,
    ContractLineId: textOf(row, 'ContractLineId'),
    FundingSourceId: textOf(row, 'FundingSource'),
    ProductNumber: textOf(row, 'ProductNumber'),
    UnitOfMeasure: textOf(row, 'UnitOfMeasure'),
    ResourceId: guidOf(row, 'ResourceId'),
    BookableResourceName: textOf(row, 'BookableResourceName'),
    Worker: worker && textOf(worker, 'PersonnelNumber'),
    Quantity: actual.quantity,
    ...money,
    ...(isCost ? offset(books, actual, parameters, textOf(category, 'CategoryId')) : { OffsetAccountType: 'Ledger' }),
    ...taxGroups(books, actual, parameters, project, category, contractId, relationship),
    DefaultDimension: relationship ? textOf(relationship, 'DefaultDimension') : textOf(project, 'DimensionDisplayValue'),
    Text: textOf(row, 'Description') || textOf(row, 'ExternalDescription'),
    ProfileId: actual.isLending ? '' : profileId(books, actual, project),
    SourceTransactionId: isCost ? actual.sourceId : '',
    IntercompanyCustomer: relationship && textOf(relationship, 'CustomerAccount'),
  };
};

const profileId = (books: Books, actual: StagedActual, project: Stored): string => {
  const { profile } = billingOf(books, actual.projectCompany, project, textOf(actual.row, 'ContractLineId'));
  return profile === undefined ? '' : textOf(profile, 'ProfileId');
};

const offsets: Readonly<Record<string, PostingType>> = {
  Hour: 'PayrollAllocation',
  Cost: 'ExpenseOffset',
  Item: 'CostItem',
  Revenue: 'ExpenseOffset',
};

/** The account a cost is credited to, and the tax that is part of it. Source: 5.2; an account that is not set up refuses the posting, not the import. */
const offset = (books: Books, actual: StagedActual, parameters: ProjectParameters, category: string): NewRow => {
  const source = sourceOf(books, actual);
  const column = source && integrationAccountColumn(source);
  return {
    OffsetAccountType: 'Ledger',
    OffsetLedgerDimension:
      column === undefined
        ? accountOrNone(() => accountFor(books, actual.lineCompany, offsets[actual.lineType]!, actual.lineType, category))
        : textOf(parameters.row, column),
    ProvidedTaxAmount:
      column === 'ProcurementIntegrationAccount' ? signed(amountOf(source!, 'NonRecoverableTax'), actual) : actual.taxAmount,
  };
};

const accountOrNone = (account: () => string): string => {
  try {
    return account();
  } catch (error) {
    if (error instanceof PostingRefused) return '';
    throw error;
  }
};

/** Tax of a vendor invoice does not travel: it is the document's, negative when the actual takes the cost back. */
const signed = (tax: string, actual: StagedActual): string => (isNegative(actual.amount) ? negated(tax) : tax);

const taxGroups = (
  books: Books,
  actual: StagedActual,
  parameters: ProjectParameters,
  project: Stored,
  category: Stored,
  contractId: string,
  relationship: Stored | undefined,
): NewRow => {
  if (actual.type === 'Cost') return {};
  const customer =
    relationship && books.find('CustomersV3', { dataAreaId: actual.lineCompany, CustomerAccount: textOf(relationship, 'CustomerAccount') });
  return {
    ProjectSalesTaxGroup: actual.isLending
      ? customer && textOf(customer, 'SalesTaxGroup')
      : salesTaxGroupOf(books, actual.projectCompany, parameters, project, contractId),
    ProjectSalesTaxItemGroup: textOf(category, 'ItemSalesTaxGroup'),
  };
};

/** The day a line is posted on. */
export const accountingDayOf = (line: Stored): string => dayOf(line, 'AccountingDate') ?? dayOf(line, 'ProjTransDate') ?? '';
