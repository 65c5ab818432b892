import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import type { Books } from '../books';
import { companyOf, textOf } from '../columns';
import { linePropertyFor } from '../setup/line-properties';

const labels: Readonly<Record<string, string>> = {
  NotSpecified: 'Not specified',
  Chargeable: 'Chargeable',
  NonChargeable: 'Non-chargeable',
  Complimentary: 'Complimentary',
  NotAvailable: 'Not available',
};

/** STG-01: the company has a line property for the billing type, or the row does not even get into staging. */
export const linePropertyExists = (books: Books): BusinessRule => ({
  table: 'ProjActualsImports',
  on: ['create', 'update'],
  stage: 'before',
  run: ({ before, after, sent }) => {
    if (before !== undefined && !sent.has('BillingType')) return;
    const billingType = textOf(after!, 'BillingType');
    if (linePropertyFor(books, companyOf(after!), billingType) === '')
      throw new RuleRefusal(`Line property ${labels[billingType]} doesn't exist.`);
  },
});
