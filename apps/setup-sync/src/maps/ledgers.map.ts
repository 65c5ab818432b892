import { DataverseLedger, FinanceLedger } from '@concord/contracts';
import { defineTableMap, reference, valueMap } from '@concord/table-maps';

/** One per legal entity, maintained in Finance. Dataverse reads a company's accounting currency from it. Source: 10.6. */
// prettier-ignore
export const ledgersMap = defineTableMap<FinanceLedger, DataverseLedger>({
  name:           'Ledger',
  version:        '1.0.0.0',
  finance:        FinanceLedger,
  dataverse:      DataverseLedger,
  integrationKey: [['LegalEntityId', 'msdyn_company']],
  prerequisites:  ['msdyn_fiscalcalendars', 'msdyn_exchangeratetypes', 'msdyn_chartofaccountses', 'cdm_companies', 'transactioncurrencies'],
  initialSync:    { required: true, master: 'finance' },
  creates:        'finance', onDelete: 'keep', // without it no project or contract of the company can be saved
  fields: (field) => [
    //    Finance                              map   Dataverse                                  transform
    field('Description',                       '>',  'msdyn_description'),
    field('AccountingCurrency',                '>>', 'msdyn_accountingcurrency',                reference('transactioncurrencies')),
    field('IsBudgetControlEnabled',            '>>', 'msdyn_isbudgetcontrolenabled',            valueMap({ No: false, Yes: true })),
    field('Name',                              '>',  'msdyn_name'),
    field('ReportingCurrency',                 '>>', 'msdyn_reportingcurrency',                 reference('transactioncurrencies')),
    field('BudgetExchangeRateType',            '>>', 'msdyn_budgetexchangeratetype',            reference('msdyn_exchangeratetypes')),
    field('ChartOfAccounts',                   '>>', 'msdyn_chartofaccounts',                   reference('msdyn_chartofaccountses')),
    field('ExchangeRateType',                  '>>', 'msdyn_exchangeratetype',                  reference('msdyn_exchangeratetypes')),
    field('FiscalCalendar',                    '>>', 'msdyn_fiscalcalendar',                    reference('msdyn_fiscalcalendars')),
    field('ReportingCurrencyExchangeRateType', '>>', 'msdyn_reportingcurrencyexchangeratetype', reference('msdyn_exchangeratetypes')),
  ],
});
