import { text, type StoredRow } from '@concord/testing';
import Decimal from 'decimal.js';
import { isSent, stagedTypes } from './actuals';
import type { BothSides } from './both-sides';
import { booksIn, rates, recoverableTax, type Company } from './contoso';
import type { ExpenseReport } from './people';

const accounts = {
  expenseIntegration: '155100',
  recoverableTax: '155800',
  wipSalesValue: '161300',
  vendorBalance: '200100',
  accruedRevenue: '420200',
  costOfHours: '540100',
  costOfExpenses: '540200',
  payrollAllocation: '600300',
  expenseOffset: '600400',
} as const;
export const integrationAccount = accounts.expenseIntegration;

const expense = 192350001;
const chargeable = 192350001;

/** Debits less credits in the currency of the books, by `<company> <account>`; decimal text with cents. */
export type Balances = Readonly<Record<string, string>>;

class Sums {
  private readonly sums = new Map<string, Decimal>();

  add(key: string, amount: Decimal): void {
    this.sums.set(key, (this.sums.get(key) ?? new Decimal(0)).plus(amount));
  }

  /** What is not nought, in order. */
  get all(): Balances {
    const left = [...this.sums].filter(([, sum]) => !sum.isZero()).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(left.map(([key, sum]) => [key, sum.toFixed(2)]));
  }
}

/** In the currency of a company's books, to the cent, half a cent away from nought. Source: domain/70-finance-accounting.md 5.4. */
export const inBooks = (company: Company, amount: Decimal.Value, currency: string, onDay: string): Decimal => {
  const to = booksIn[company];
  if (currency === to) return new Decimal(amount);
  const rate = rates.filter(([from, into, validFrom]) => from === currency && into === to && validFrom <= onDay).at(-1)?.[3];
  if (rate === undefined) throw new Error(`no rate of ${currency} in ${to} on ${onDay}`);
  return new Decimal(amount).times(rate).dividedBy(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
};

/** What the books must hold, of the actuals that Dataverse has and the reports that Finance posted itself. Source: the same page, 5.1, 5.2, 6 and 8. */
export const expectedBalances = (sides: BothSides, reports: readonly ExpenseReport[]): Balances => {
  const sums = new Sums();
  for (const actual of sides.rows('msdyn_actuals').filter(isSent)) {
    const { company, amount, debit, credit } = postingOf(sides, actual);
    if (debit === undefined) continue;
    sums.add(`${company} ${debit}`, amount);
    sums.add(`${company} ${credit}`, amount.negated());
  }
  for (const { company, currency, day, net, tax } of reports) {
    const [cost, recovered] = [
      inBooks(company, new Decimal(net).plus(tax), currency, day),
      inBooks(company, recoverableTax, currency, day),
    ];
    sums.add(`${company} ${accounts.expenseIntegration}`, cost);
    sums.add(`${company} ${accounts.recoverableTax}`, recovered);
    sums.add(`${company} ${accounts.vendorBalance}`, cost.plus(recovered).negated());
  }
  return sums.all;
};

/** Of the reports that nobody brought to Dataverse: what the integration accounts must still hold, by company and match key. */
export const expectedOpenItems = (reports: readonly ExpenseReport[]): Balances => {
  const sums = new Sums();
  for (const { id, company, currency, day, net, tax, hasArrived } of reports)
    if (!hasArrived) sums.add(`${company} ${id}`, inBooks(company, new Decimal(net).plus(tax), currency, day));
  return sums.all;
};

/** How Finance posts an actual: accounts are absent where it posts nothing to the ledger. */
export const postingOf = (
  sides: BothSides,
  actual: StoredRow,
): { readonly company: Company; readonly amount: Decimal; readonly debit?: string; readonly credit?: string } => {
  const type = stagedTypes[text(actual, 'msdyn_transactiontypecode')];
  const isLending = type === 'ResourcingUnitCost' || type === 'InterOrgSales';
  const isCost = type === 'Cost' || type === 'ResourcingUnitCost';
  const project = sides.looked('msdyn_projects', actual, 'msdyn_project');
  const company = (
    isLending ? sides.companyOf(actual, 'msdyn_resourcingcompany') : sides.companyOf(project, 'msdyn_owningcompany')
  ) as Company;
  const tax = isCost ? text(actual, 'msdyn_tax') || '0' : '0';
  const amount = inBooks(
    company,
    new Decimal(text(actual, 'msdyn_amount')).plus(tax),
    sides.currencyOf(actual),
    text(actual, 'msdyn_transactiondate').slice(0, 10),
  );
  const isExpense = actual['msdyn_transactionclassification'] === expense;
  if (isCost) {
    const source = isExpense
      ? text(actual, 'msdyn_externaloriginreference') === ''
        ? accounts.expenseOffset
        : accounts.expenseIntegration
      : undefined;
    return {
      company,
      amount,
      debit: isExpense ? accounts.costOfExpenses : accounts.costOfHours,
      credit: source ?? accounts.payrollAllocation,
    };
  }
  const isAccrued = isLending || actual['msdyn_billingtype'] === chargeable;
  return { company, amount, ...(isAccrued ? { debit: accounts.wipSalesValue, credit: accounts.accruedRevenue } : {}) };
};

/** What the books hold. */
export const balancesOf = (entries: readonly StoredRow[]): Balances => {
  const sums = new Sums();
  for (const entry of entries) sums.add(`${text(entry, 'dataAreaId').toLowerCase()} ${text(entry, 'MainAccountId')}`, booked(entry));
  return sums.all;
};

/** What the integration account holds for each document that is not cleared. */
export const openItemsOf = (entries: readonly StoredRow[]): Balances => {
  const sums = new Sums();
  for (const entry of entries)
    if (text(entry, 'MainAccountId') === accounts.expenseIntegration)
      sums.add(`${text(entry, 'dataAreaId').toLowerCase()} ${text(entry, 'MatchKey')}`, booked(entry));
  return sums.all;
};

/** Vouchers whose debits are not their credits, in the books or in any currency of theirs. */
export const unbalancedVouchers = (entries: readonly StoredRow[]): Balances => {
  const sums = new Sums();
  for (const entry of entries) {
    const voucher = `${text(entry, 'dataAreaId').toLowerCase()} ${text(entry, 'Voucher')}`;
    sums.add(`${voucher} in the books`, booked(entry));
    sums.add(`${voucher} in ${text(entry, 'TransactionCurrencyCode')}`, new Decimal(text(entry, 'TransactionCurrencyAmount')));
  }
  return sums.all;
};

const booked = (entry: StoredRow): Decimal => new Decimal(text(entry, 'AccountingCurrencyAmount') || '0');
