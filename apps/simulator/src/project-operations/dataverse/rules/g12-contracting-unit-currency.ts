import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { lookup, type Office, text } from '../office';

/** G12. A contracting unit keeps its books in the currency of the company, or nothing can be posted for it. */
export const contractingUnitFitsCompany = (office: Office): BusinessRule[] =>
  [
    { table: 'salesorders', company: 'msdyn_company' },
    { table: 'msdyn_projects', company: 'msdyn_owningcompany' },
  ].map(({ table, company }) => ({
    table,
    on: ['create', 'update'],
    stage: 'before',
    run: ({ after, sent, event }) => {
      if (event === 'update' && !sent.has('_msdyn_contractorganizationalunitid_value') && !sent.has(`_${company}_value`)) return;
      const unit = office.find('msdyn_organizationalunit', lookup(after, 'msdyn_contractorganizationalunitid'));
      const unitCurrency = lookup(unit, 'transactioncurrencyid');
      const companyCurrency = lookup(
        office.where('msdyn_ledger', '_msdyn_company_value', lookup(after, company))[0],
        'msdyn_accountingcurrency',
      );
      if (unitCurrency === undefined || companyCurrency === undefined || unitCurrency === companyCurrency) return;
      const code = (id: string) => text(office.find('transactioncurrency', id), 'isocurrencycode');
      throw new RuleRefusal(
        `The currency of the contracting unit '${text(unit, 'msdyn_name')}' is ${code(unitCurrency)}, that of its company ${code(companyCurrency)}: they must be the same.`,
      );
    },
  }));
