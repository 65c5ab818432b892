import type { Books, Stored } from '../books';
import { amountOf, companyOf, dayOf, guidOf, textOf } from '../columns';
import { isNegative } from '../money';
import { lineTypeOf, type LineType, type TransactionType, UNADJUSTABLE } from './transaction-classes';

/** A row of `ProjActualsImports` by its meaning. Source: domain/70-finance-accounting.md 2 and 3.2. */
export interface StagedActual {
  readonly row: Stored;
  /** Company whose staging table has the row. */
  readonly company: string;
  readonly importId: string;
  readonly actualId: string;
  readonly type: TransactionType;
  readonly classification: number;
  readonly lineType: LineType;
  /** Resourcing unit cost and inter-organizational sales: journal lines of the lending company, without project transaction (F8). */
  readonly isLending: boolean;
  /** Company of the journal line. */
  readonly lineCompany: string;
  readonly projectCompany: string;
  readonly projectId: string;
  /** Transaction date. */
  readonly day: string;
  readonly accountingDay: string;
  readonly rateDay: string;
  readonly currency: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly amount: string;
  readonly taxAmount: string;
  readonly isReversal: boolean;
  /** Transaction of a Finance document that the actual came of. */
  readonly sourceId: string;
  readonly proposalId: string;
}

export const readStaged = (row: Stored): StagedActual => {
  const company = companyOf(row);
  const type = textOf(row, 'TransactionType') as TransactionType;
  const isLending = type === 'ResourcingUnitCost' || type === 'InterOrgSales';
  const projectCompany = companyOf(row, 'ProjectDataAreaId') || company;
  const day = dayOf(row, 'StartDate') ?? dayOf(row, 'DocumentDate') ?? '';
  const classification = Number(row['TransactionClassification']);
  const amount = amountOf(row, 'Amount');
  return {
    row,
    company,
    importId: textOf(row, 'ActualsImportId'),
    actualId: guidOf(row, 'ActualId') ?? textOf(row, 'ActualsImportId'),
    type,
    classification,
    lineType: lineTypeOf(classification),
    isLending,
    lineCompany: isLending ? companyOf(row, 'ResourcingCompany') || company : projectCompany,
    projectCompany,
    projectId: textOf(row, 'ProjectId'),
    day,
    accountingDay: dayOf(row, 'AccountingDate') ?? day,
    rateDay: dayOf(row, 'ExchangeRateDate') ?? day,
    currency: textOf(row, 'TransactionCurrencyId'),
    quantity: amountOf(row, 'Quantity'),
    unitPrice: amountOf(row, 'UnitPrice'),
    amount,
    taxAmount: amountOf(row, 'SalesTaxAmount'),
    isReversal: Number(row['AdjustmentStatus']) === UNADJUSTABLE || isNegative(amount),
    sourceId: textOf(row, 'VendInvoiceLineProjTransId') || textOf(row, 'ExternalOriginReference'),
    proposalId: textOf(row, 'InvoiceProposalId'),
  };
};

/** Billed, but for nothing: such sales are on the invoice without an amount. */
const NOT_CHARGED = ['NonChargeable', 'Complimentary', 'NotAvailable'];

export const isCharged = ({ row }: StagedActual): boolean => !NOT_CHARGED.includes(textOf(row, 'BillingType'));

/** The staged row a journal line was made of. */
export const stagedOfLine = (books: Books, line: Stored): Stored | undefined => {
  const rows = books.where('ProjActualsImports', 'ActualsImportId', textOf(line, 'ActualsImportId'));
  return rows.find((row) => companyOf(row) === companyOf(line)) ?? rows[0];
};
