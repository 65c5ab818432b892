import { ActionRefused } from '../../../control/action-routes';
import type { Books, Stored } from '../books';
import { amountOf, instantOf, shownDay, textOf } from '../columns';
import { PostingRefused } from '../ledger/posting-refused';
import { type LedgerEntry, pair, postVoucher } from '../ledger/voucher';
import { compareDecimals, converted, divideDecimals, isZero, minus, plus, sumOf, times } from '../money';
import { nextNumber } from '../numbers';
import { accountingCurrencyOf, precisionOf } from '../setup/currencies';
import { isOpenOn } from '../setup/periods';
import { accountFor, type PostingType } from '../setup/posting-accounts';
import { billingOf } from '../setup/profiles';

export interface EstimateResult {
  readonly voucher: string;
  readonly estimatedCost: string;
  readonly actualCost: string;
  readonly completedPercentage: string;
  readonly accruedRevenue: string;
}

interface FixedPriceProject {
  readonly projectId: string;
  /** CompletedPercentage, CompletedContract or NoWIP. */
  readonly rule: string;
  readonly contractValue: string;
  readonly currency: string;
}

/**
 * Posts a revenue estimate of a fixed-price project: accrued revenue up to the completed percentage, or cost of an uncompleted contract
 * into WIP. Source: domain/70-finance-accounting.md 5.1, numbers as in 30-estimates-actuals.md 30.6.
 */
export const postEstimate = (books: Books, company: string, projectId: string, day: string): EstimateResult => {
  const project = fixedPriceProject(books, company, projectId, day);
  if (project.rule === 'NoWIP') throw new ActionRefused(`The profile of project ${projectId} keeps no WIP; it has no estimates.`);
  const before = estimatesOf(books, company, projectId);
  const actualCost = actualCostOf(books, company, projectId);
  const estimatedCost = largest(forecastCostOf(books, company, projectId), actualCost);
  const percentage = isZero(estimatedCost) ? '0' : divideDecimals(times(actualCost, '100'), estimatedCost, 4);
  const scale = precisionOf(books, project.currency);
  const reached =
    project.rule === 'CompletedPercentage' ? converted(project.contractValue, divideDecimals(percentage, '100', 8), scale) : '0';
  const accrued = minus(reached, sumOf(before.map((row) => amountOf(row, 'AccruedRevenue'))));
  const toWip = project.rule === 'CompletedContract' ? minus(actualCost, sumOf(before.map((row) => amountOf(row, 'CostToWip')))) : '0';
  const entries =
    project.rule === 'CompletedPercentage'
      ? entriesOver(books, company, project, 'WipSalesValue', 'AccruedRevenue', accrued)
      : entriesOver(books, company, project, 'WipCostValue', 'Cost', toWip);
  const voucher = store(books, company, project, day, entries, 'Estimated', {
    EstimatedCost: estimatedCost,
    ActualCost: actualCost,
    CompletedPercentage: percentage,
    AccruedRevenue: accrued,
    CostToWip: toWip,
  });
  return { voucher, estimatedCost, actualCost, completedPercentage: percentage, accruedRevenue: accrued };
};

/** Ends a fixed-price project: what was invoiced on account meets what was accrued, and WIP returns to zero. */
export const eliminate = (
  books: Books,
  company: string,
  projectId: string,
  day: string,
): { readonly voucher: string; readonly amount: string } => {
  const project = fixedPriceProject(books, company, projectId, day);
  if (project.rule === 'NoWIP') throw new ActionRefused(`The profile of project ${projectId} keeps no WIP; there is nothing to eliminate.`);
  const before = estimatesOf(books, company, projectId);
  if (before.some((row) => row['Status'] === 'Eliminated')) throw new ActionRefused(`Project ${projectId} is eliminated already.`);
  const invoiced = invoicedOnAccount(books, company, projectId);
  const accrued = sumOf(before.map((row) => amountOf(row, 'AccruedRevenue')));
  const inWip = sumOf(before.map((row) => amountOf(row, 'CostToWip')));
  const rest = minus(invoiced, accrued);
  const entries =
    project.rule === 'CompletedPercentage'
      ? [
          ...entriesOver(books, company, project, 'WipSalesValue', 'AccruedRevenue', rest, 1),
          ...entriesOver(books, company, project, 'WipInvoicedOnAccount', 'WipSalesValue', invoiced, 2),
        ]
      : [
          ...entriesOver(books, company, project, 'Cost', 'WipCostValue', inWip, 1),
          ...entriesOver(books, company, project, 'WipInvoicedOnAccount', 'AccruedRevenue', invoiced, 2),
        ];
  const voucher = store(books, company, project, day, entries, 'Eliminated', {
    ActualCost: actualCostOf(books, company, projectId),
    CompletedPercentage: '100',
    AccruedRevenue: project.rule === 'CompletedPercentage' ? rest : '0',
    CostToWip: minus('0', inWip),
  });
  return { voucher, amount: invoiced };
};

const fixedPriceProject = (books: Books, company: string, projectId: string, day: string): FixedPriceProject => {
  const project = books.find('ProjectsV2', { dataAreaId: company, ProjectId: projectId });
  if (project === undefined) throw new ActionRefused(`Project ${projectId} does not exist in legal entity ${company.toUpperCase()}.`);
  const { billingMethod, profile } = billingOf(books, company, project);
  if (billingMethod !== 'FixedPrice' || profile === undefined)
    throw new ActionRefused(`Project ${projectId} is not fixed price, or no profile rule applies to it.`);
  if (!isOpenOn(books, company, day))
    throw new ActionRefused(`No open fiscal period was found for the specified accounting date ${shownDay(day)}.`);
  const lines = books
    .inCompany('ProjectContractLines', company, 'LineProjectId', projectId)
    .filter((line) => line['BillingMethod'] === 'FixedPrice');
  return {
    projectId,
    rule: textOf(profile, 'RevenueRecognitionAccountingRule'),
    contractValue: sumOf(lines.map((line) => amountOf(line, 'LineAmount'))),
    currency: accountingCurrencyOf(books, company),
  };
};

const estimatesOf = (books: Books, company: string, projectId: string): readonly Stored[] =>
  books.inCompany('ProjectRevenueEstimates', company, 'EstimateProjectId', projectId);

const actualCostOf = (books: Books, company: string, projectId: string): string =>
  sumOf(
    books
      .inCompany('ProjectTransactions', company, 'ProjectId', projectId)
      .filter(({ Side }) => Side === 'Cost')
      .map((transaction) => amountOf(transaction, 'AccountingAmount')),
  );

const forecastCostOf = (books: Books, company: string, projectId: string): string =>
  ['ProjectHourForecasts', 'ProjectExpenseForecasts', 'ProjectItemForecasts'].reduce(
    (sum, table) => plus(sum, sumOf(books.inCompany(table, company, 'ProjectId', projectId).map((row) => amountOf(row, 'CostAmount')))),
    '0',
  );

const invoicedOnAccount = (books: Books, company: string, projectId: string): string =>
  sumOf(
    books
      .inCompany('ProjInvoiceProposalLines', company, 'ProjectId', projectId)
      .filter((line) => {
        if (line['TransType'] !== 'OnAccount') return false;
        const proposal = books.find('ProjectInvoiceProposalsV2', {
          dataAreaId: company,
          InvoiceProposalId: textOf(line, 'InvoiceProposalId'),
        });
        return proposal?.['ProposalState'] === 'Posted';
      })
      .map((line) => amountOf(line, 'AccountingAmount')),
  );

const largest = (left: string, right: string): string => (compareDecimals(left, right) < 0 ? right : left);

const entriesOver = (
  books: Books,
  company: string,
  project: FixedPriceProject,
  debit: PostingType,
  credit: PostingType,
  amount: string,
  documentLine = 1,
): LedgerEntry[] => {
  try {
    return pair(
      { account: accountFor(books, company, debit), postingType: debit },
      { account: accountFor(books, company, credit), postingType: credit },
      { documentLine, currency: project.currency, amount, accountingAmount: amount, rate: '1', projectId: project.projectId },
    );
  } catch (error) {
    throw error instanceof PostingRefused ? new ActionRefused(error.message) : error;
  }
};

const store = (
  books: Books,
  company: string,
  project: FixedPriceProject,
  day: string,
  entries: readonly LedgerEntry[],
  status: 'Estimated' | 'Eliminated',
  values: Readonly<Record<string, string>>,
): string =>
  books.transaction(() => {
    const key = { dataAreaId: company, EstimateProjectId: project.projectId, EstimateDate: instantOf(day) };
    if (books.find('ProjectRevenueEstimates', key) !== undefined)
      throw new ActionRefused(`Project ${project.projectId} has an estimate of ${shownDay(day)} already.`);
    const voucher = nextNumber(books, company, 'Estimate');
    postVoucher(
      books,
      {
        company,
        voucher,
        day,
        origin: 'ProjRevenueEstimate',
        document: project.projectId,
        description: `${status} ${project.projectId}`,
        accountingCurrency: project.currency,
      },
      entries,
    );
    books.create('ProjectRevenueEstimates', { ...key, Status: status, Voucher: voucher, ContractValue: project.contractValue, ...values });
    return voucher;
  });
