import { choice, company, day, flag, lookup, table, text } from './columns';

const exchangeRateType = (name: string) => lookup(name, 'msdyn_exchangeratetype');

/** Ledger, calendars, accounts and workers, all mastered by Finance. Source: domain/10-prerequisites.md 10.6 to 10.8, 10.11. */
export const ledgerTables: readonly Record<string, unknown>[] = [
  table('msdyn_ledger', {
    columns: [text('msdyn_name'), text('msdyn_description', 200), flag('msdyn_isbudgetcontrolenabled')],
    lookups: [
      company,
      lookup('msdyn_accountingcurrency', 'transactioncurrency'),
      lookup('msdyn_reportingcurrency', 'transactioncurrency'),
      exchangeRateType('msdyn_exchangeratetype'),
      exchangeRateType('msdyn_budgetexchangeratetype'),
      exchangeRateType('msdyn_reportingcurrencyexchangeratetype'),
      lookup('msdyn_chartofaccounts', 'msdyn_chartofaccounts'),
      lookup('msdyn_fiscalcalendar', 'msdyn_fiscalcalendar'),
    ],
    alternateKeys: [{ name: 'msdyn_company_key', columns: ['msdyn_company'] }],
  }),
  table('msdyn_fiscalcalendar', {
    primaryName: 'msdyn_calendar',
    columns: [text('msdyn_calendar'), text('msdyn_description', 200)],
    alternateKeys: [{ name: 'msdyn_calendar_key', columns: ['msdyn_calendar'] }],
  }),
  table('msdyn_chartofaccounts', {
    entitySetName: 'msdyn_chartofaccountses',
    columns: [text('msdyn_name'), text('msdyn_description', 200), text('msdyn_mainaccountmask')],
    alternateKeys: [{ name: 'msdyn_name_key', columns: ['msdyn_name'] }],
  }),
  table('cdm_worker', {
    primaryName: 'cdm_fullname',
    columns: [
      text('cdm_workernumber'),
      text('cdm_firstname'),
      text('cdm_middlename'),
      text('cdm_lastname'),
      text('cdm_fullname', 200),
      choice('cdm_type', { Employee: 754400000, Contractor: 754400001 }),
      choice('cdm_status', { Employed: 754400000, 'Pending/Terminated': 754400001 }),
      choice('cdm_gender', { Male: 754400000, Female: 754400001, None: 754400002, 'Non-specific': 754400003 }),
      day('cdm_birthdate'),
      text('cdm_primaryemailaddress'),
      text('cdm_primarytelephone'),
    ],
    alternateKeys: [{ name: 'cdm_workernumber_key', columns: ['cdm_workernumber'] }],
  }),
];
