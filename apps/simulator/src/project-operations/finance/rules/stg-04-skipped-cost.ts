import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { companyOf } from '../columns';

/**
 * The cost of an intercompany transaction has Skip Sync in Dataverse and never arrives: the borrowing company gets its cost with the
 * intercompany vendor invoice, and would have it twice. Source: domain/70-finance-accounting.md 3.1.
 */
export const intercompanyCostStaysOut: BusinessRule = {
  table: 'ProjActualsImports',
  on: ['create', 'update'],
  stage: 'before',
  run: ({ after }) => {
    const resourcing = companyOf(after!, 'ResourcingCompany');
    const contracting = companyOf(after!, 'ProjectDataAreaId') || companyOf(after!);
    if (after!['TransactionType'] === 'Cost' && resourcing !== '' && resourcing !== contracting)
      throw new RuleRefusal(
        `Project cost of resources that legal entity ${resourcing.toUpperCase()} lends to ${contracting.toUpperCase()} comes with the intercompany vendor invoice, not as an actual.`,
      );
  },
};
