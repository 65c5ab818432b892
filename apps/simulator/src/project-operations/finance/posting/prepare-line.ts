import type { Books, NewRow, Stored } from '../books';
import { amountOf, companyOf, instantOf, shownDay, textOf } from '../columns';
import { accountingDayOf } from '../import/build-line';
import { type LedgerEntry, pair } from '../ledger/voucher';
import { PostingRefused } from '../ledger/posting-refused';
import { converted, divideDecimals, plus } from '../money';
import { accountingCurrencyOf, fixedRateOf, precisionOf } from '../setup/currencies';
import { relationshipOf } from '../setup/intercompany';
import { linePropertyOf } from '../setup/line-properties';
import type { ProjectParameters } from '../setup/parameters';
import { isOpenOn, nextOpenDay } from '../setup/periods';
import { accountFor, checkedAccount } from '../setup/posting-accounts';
import { accruesRevenue, billingOf, costStatusOf, type LedgerStatus } from '../setup/profiles';

/** What posting a journal line writes; nothing is written yet. */
export interface PreparedLine {
  readonly line: Stored;
  readonly day: string;
  readonly entries: readonly LedgerEntry[];
  readonly currency: string;
  readonly amount: string;
  readonly accountingAmount: string;
  readonly rate: string;
  readonly tax: string;
  /** Lending lines create none (F8). */
  readonly transaction?: NewRow;
}

/**
 * Validates a line and works out its voucher: periods, project stage, tax groups, profile, accounts. Throws `PostingRefused` with what the
 * log will say. Source: domain/70-finance-accounting.md 4 and 5.
 */
export const prepareLine = (books: Books, line: Stored, parameters: ProjectParameters): PreparedLine => {
  const company = companyOf(line);
  const type = textOf(line, 'TransactionType');
  const isLending = type === 'ResourcingUnitCost' || type === 'InterOrgSales';
  const isCost = type === 'Cost' || type === 'ResourcingUnitCost';
  const day = openDay(books, company, accountingDayOf(line), parameters);
  const project = postableProject(books, line);
  checkTaxGroup(books, company, textOf(line, 'ProjectSalesTaxGroup'));
  if (books.find('LedgerVouchers', { dataAreaId: company, Voucher: textOf(line, 'Voucher') }) !== undefined)
    throw new PostingRefused(`Voucher ${textOf(line, 'Voucher')} is used already.`);
  const billing = isLending ? undefined : billingOf(books, companyOf(line, 'ProjDataAreaId'), project, textOf(line, 'ContractLineId'));
  if (billing?.contractLine !== undefined && billing.profile === undefined)
    throw new PostingRefused(`No project cost and revenue profile rule applies to project ${textOf(line, 'ProjId')}.`);

  const money = isCost ? costOf(books, company, line) : saleOf(books, company, line, isLending ? '' : (billing?.contractId ?? ''));
  const lineType = textOf(line, 'TransType');
  const status: LedgerStatus = isCost && !isLending ? costStatusOf(billing?.profile, lineType) : 'Operations';
  const lineProperty = linePropertyOf(books, company, textOf(line, 'LinePropertyId'));
  const isAccrued = isCost
    ? false
    : isLending
      ? relationshipOf(books, company, companyOf(line, 'ProjDataAreaId'))?.['AccrueRevenue'] === 'Yes'
      : accruesRevenue(billing?.profile, lineType, lineProperty);
  const entries = isCost ? costEntries(books, company, line, status, money) : isAccrued ? accrual(books, company, line, money) : [];
  const ledgerStatus = isCost ? status : isAccrued ? 'Operations' : 'None';
  return {
    line,
    day,
    entries,
    ...money,
    transaction: isLending
      ? undefined
      : {
          ...transactionOf(line, day, money),
          Side: isCost ? 'Cost' : 'Sales',
          LedgerStatus: ledgerStatus,
          IsRevenueAccrued: isAccrued ? 'Yes' : 'No',
          ProfileId: billing?.profile && textOf(billing.profile, 'ProfileId'),
        },
  };
};

/** F9: a closed period refuses, or moves the date, by the parameter. */
const openDay = (books: Books, company: string, day: string, parameters: ProjectParameters): string => {
  if (isOpenOn(books, company, day)) return day;
  if (!parameters.movesToOpenPeriod)
    throw new PostingRefused(`No open fiscal period was found for the specified accounting date ${shownDay(day)}.`);
  const moved = nextOpenDay(books, company, day);
  if (moved === undefined)
    throw new PostingRefused(`No open fiscal period was found in or after the specified accounting date ${shownDay(day)}.`);
  return moved;
};

const postableProject = (books: Books, line: Stored): Stored => {
  const company = companyOf(line, 'ProjDataAreaId');
  const project = books.find('ProjectsV2', { dataAreaId: company, ProjectId: textOf(line, 'ProjId') });
  if (project === undefined)
    throw new PostingRefused(`Project ${textOf(line, 'ProjId')} does not exist in legal entity ${company.toUpperCase()}.`);
  if (project['ProjectStage'] === 'Completed') throw new PostingRefused("Project stage finished doesn't allow recording in the project.");
  return project;
};

const checkTaxGroup = (books: Books, company: string, group: string): void => {
  if (group !== '' && books.find('TaxGroups', { dataAreaId: company, TaxGroupCode: group }) === undefined)
    throw new PostingRefused(`Sales tax group ${group} does not exist.`);
};

interface Money {
  readonly currency: string;
  readonly amount: string;
  readonly accountingAmount: string;
  readonly rate: string;
  readonly tax: string;
}

/** Tax that cannot be recovered is part of the cost. */
const costOf = (books: Books, company: string, line: Stored): Money => {
  const tax = amountOf(line, 'ProvidedTaxAmount');
  const amount = plus(amountOf(line, 'ExtendedCost'), tax);
  return moneyOf(books, company, textOf(line, 'CostCurrency'), amount, factor(amountOf(line, 'CostExchangeRate')), tax);
};

/** A fixed rate agreement holds for lines drafted before it, too; sales tax comes with the invoice. */
const saleOf = (books: Books, company: string, line: Stored, contractId: string): Money => {
  const currency = textOf(line, 'PriceCurrency');
  const rate = fixedRateOf(books, company, contractId, currency) ?? factor(amountOf(line, 'PriceExchangeRate'));
  return moneyOf(books, company, currency, amountOf(line, 'ExtendedPrice'), rate, '0');
};

const factor = (per100: string): string => divideDecimals(per100, '100', 16);

const moneyOf = (books: Books, company: string, currency: string, amount: string, rate: string, tax: string): Money => ({
  currency,
  amount,
  rate,
  tax,
  accountingAmount: converted(amount, rate, precisionOf(books, accountingCurrencyOf(books, company))),
});

const entryMoney = (line: Stored, money: Money) => ({
  documentLine: Number(line['LineNumber']),
  currency: money.currency,
  amount: money.amount,
  accountingAmount: money.accountingAmount,
  rate: money.rate,
  projectId: textOf(line, 'ProjId'),
  dimension: textOf(line, 'DefaultDimension'),
  text: textOf(line, 'Text'),
});

const offsetTypes: Readonly<Record<string, 'PayrollAllocation' | 'ExpenseOffset' | 'CostItem'>> = {
  Hour: 'PayrollAllocation',
  Cost: 'ExpenseOffset',
  Item: 'CostItem',
};

const costEntries = (books: Books, company: string, line: Stored, status: LedgerStatus, money: Money): LedgerEntry[] => {
  if (status === 'None' || status === 'Never') return [];
  const type = textOf(line, 'TransType');
  const category = textOf(line, 'ProjCategoryId');
  const debitType = status === 'Operations' ? 'Cost' : type === 'Item' ? 'WipCostValueItem' : 'WipCostValue';
  const source = textOf(line, 'SourceTransactionId');
  const given = textOf(line, 'OffsetLedgerDimension');
  const credit = {
    account: given === '' ? accountFor(books, company, offsetTypes[type]!, type, category) : checkedAccount(books, company, given),
    postingType: source === '' ? offsetTypes[type]! : 'IntegrationAccount',
    matchKey: source === '' ? undefined : source,
  };
  return pair({ account: accountFor(books, company, debitType, type, category), postingType: debitType }, credit, entryMoney(line, money));
};

const accrual = (books: Books, company: string, line: Stored, money: Money): LedgerEntry[] => {
  const type = textOf(line, 'TransType');
  const category = textOf(line, 'ProjCategoryId');
  return pair(
    { account: accountFor(books, company, 'WipSalesValue', type, category), postingType: 'WipSalesValue' },
    { account: accountFor(books, company, 'AccruedRevenue', type, category), postingType: 'AccruedRevenue' },
    entryMoney(line, money),
  );
};

const transactionOf = (line: Stored, day: string, money: Money): NewRow => ({
  TransType: line['TransType'],
  TransStatus: 'Posted',
  Origin: 'ProjAdvancedJournal',
  ActualId: line['ActualId'],
  ProjectId: line['ProjId'],
  ActivityNumber: line['ActivityNumber'],
  CategoryId: line['ProjCategoryId'],
  LinePropertyId: line['LinePropertyId'],
  ContractId: line['ContractId'],
  ContractLineId: line['ContractLineId'],
  FundingSourceId: line['FundingSourceId'],
  BookableResourceName: line['BookableResourceName'],
  TransDate: line['ProjTransDate'],
  AccountingDate: instantOf(day),
  Voucher: line['Voucher'],
  Quantity: line['Quantity'],
  CurrencyCode: money.currency,
  Amount: money.amount,
  ExchangeRate: money.rate,
  AccountingAmount: money.accountingAmount,
  SalesTaxGroup: line['ProjectSalesTaxGroup'],
  ItemSalesTaxGroup: line['ProjectSalesTaxItemGroup'],
  DefaultDimension: line['DefaultDimension'],
  SourceTransactionId: line['SourceTransactionId'],
});
