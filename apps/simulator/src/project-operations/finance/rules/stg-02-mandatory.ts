import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import type { Books } from '../books';
import { companyOf, dayOf, guidOf, textOf } from '../columns';
import { parametersOf } from '../setup/parameters';

/** STG-02: Project Operations integration is on in the company, and what an actual cannot be without is there. */
export const stagedRowIsComplete = (books: Books): BusinessRule => ({
  table: 'ProjActualsImports',
  on: ['create', 'update'],
  stage: 'before',
  run: ({ after }) => {
    const row = after!;
    const company = companyOf(row);
    if (parametersOf(books, company)?.isIntegrationEnabled !== true)
      throw new RuleRefusal(`Project Operations integration is not enabled in legal entity ${company.toUpperCase()}.`);
    const missing = [
      ['Actual ID', guidOf(row, 'ActualId') !== undefined],
      ['Project ID', textOf(row, 'ProjectId') !== ''],
      ['Transaction currency', textOf(row, 'TransactionCurrencyId') !== ''],
      ['Transaction classification', Number(row['TransactionClassification']) !== 0],
      ['Document date', (dayOf(row, 'StartDate') ?? dayOf(row, 'DocumentDate')) !== undefined],
    ].find(([, isThere]) => !isThere);
    if (missing !== undefined) throw new RuleRefusal(`Field '${String(missing[0])}' must be filled in.`);
  },
});
