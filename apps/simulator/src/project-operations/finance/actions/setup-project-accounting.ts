import { ActionRefused } from '../../../control/action-routes';
import { optionalText } from '../../../control/read-body';
import { ledgerSetup, projectAccountingSetup, type SetupRows, sharedLedgerSetup } from '../../../datasets/finance/company-setup';
import type { Books, Stored } from '../books';
import { textOf } from '../columns';
import { accountingCurrencyOf, ledgerOf } from '../setup/currencies';
import { companyGiven, type FinanceAction } from './finance-action';

/** What a consultant sets up before go-live, with values that work; what is there already stays as it is. */
export const setUpProjectAccounting: FinanceAction = {
  name: 'set-up-project-accounting',
  summary:
    'Set up a legal entity so that actuals can be imported and posted: accounts, open periods, parameters, line properties, categories, profiles, posting setup, sales tax',
  parameters: {
    company: 'legal entity',
    currency: 'accounting currency; needed when the legal entity has no ledger yet',
  },
  run: (books, given) => {
    const company = companyGiven(given);
    const known = accountingCurrencyOf(books, company);
    const currency = known || optionalText(given, 'currency');
    if (currency === undefined || currency === '')
      throw new ActionRefused(`Legal entity ${company.toUpperCase()} has no ledger; name its accounting 'currency'.`);
    const bases: SetupRows[] = [
      { table: 'LegalEntities', rows: [{ LegalEntityId: company.toUpperCase(), Name: company.toUpperCase() }] },
      { table: 'Currencies', rows: [{ CurrencyCode: currency, Name: currency }] },
      ...sharedLedgerSetup(chartOf(books, company)),
      ledgerSetup(company, currency),
    ];
    let created = 0;
    books.transaction(() => {
      for (const { table, rows } of [...bases, ...projectAccountingSetup(company)])
        for (const row of rows) {
          if (books.find(table, row as Stored) !== undefined) continue;
          books.create(table, row);
          created += 1;
        }
      completeLedger(books, company, currency);
    });
    return { company, currency, created };
  },
};

/** Accounts go into the chart that the ledger has already. */
const chartOf = (books: Books, company: string): string | undefined => {
  const ledger = ledgerOf(books, company);
  return (ledger && textOf(ledger, 'ChartOfAccounts')) || undefined;
};

/** A ledger that was there before may lack what accounting needs. */
const completeLedger = (books: Books, company: string, currency: string): void => {
  const ledger = ledgerOf(books, company)!;
  const missing = {
    ...(textOf(ledger, 'AccountingCurrency') === '' ? { AccountingCurrency: currency } : {}),
    ...(textOf(ledger, 'ChartOfAccounts') === '' ? { ChartOfAccounts: 'Shared' } : {}),
  };
  if (Object.keys(missing).length > 0) books.update('Ledgers', { LegalEntityId: company, ...missing });
};
