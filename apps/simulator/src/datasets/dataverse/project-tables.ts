import { billingTypes } from './choices';
import { choice, currency, decimal, flag, lookup, moment, table, text } from './columns';

/** Projects and categories. Source: domain/20-setup.md 20.5, 20.7. */
export const projectTables: readonly Record<string, unknown>[] = [
  table('msdyn_transactioncategory', {
    entitySetName: 'msdyn_transactioncategories',
    columns: [text('msdyn_name'), text('msdyn_transactioncategorynumber'), choice('msdyn_billingtype', billingTypes)],
    lookups: [lookup('msdyn_defaultunit', 'uom', 'msdyn_DefaultUnit'), lookup('msdyn_unitgroup', 'uomschedule', 'msdyn_UnitGroup')],
    alternateKeys: [{ name: 'msdyn_transactioncategorynumber_key', columns: ['msdyn_transactioncategorynumber'] }],
  }),
  table('msdyn_workhourtemplate', { columns: [text('msdyn_name')] }),
  table('msdyn_project', {
    primaryName: 'msdyn_subject',
    columns: [
      text('msdyn_subject', 200),
      text('msdyn_projectnumber'),
      { name: 'msdyn_description', type: 'Memo', maxLength: 2000 },
      choice('msdyn_schedulemode', { 'Fixed effort': 192350000, 'Fixed duration': 192350001, 'Fixed units': 192350002 }),
      text('msdyn_calendarid'),
      moment('msdyn_scheduledstart'),
      moment('msdyn_finish'),
      moment('msdyn_taskearlieststart'),
      moment('msdyn_actualstart'),
      moment('msdyn_actualend'),
      decimal('msdyn_effort'),
      flag('msdyn_isinvestmentproject'), // [inferred]
      choice('statecode', { Active: 0, Inactive: 1 }),
      {
        name: 'statuscode',
        type: 'Choice',
        options: [
          { value: 1, label: 'Active', state: 0 },
          { value: 2, label: 'Inactive', state: 1 },
          { value: 192350000, label: 'Closed', state: 1 },
          { value: 192350001, label: 'Project copying', state: 0 },
          { value: 192350002, label: 'Project copy failed', state: 0 },
          { value: 192350011, label: 'Project importing', state: 0 },
          { value: 192350012, label: 'Project import failed', state: 0 },
        ],
      },
    ],
    lookups: [
      lookup('msdyn_owningcompany', 'cdm_company', 'msdyn_OwningCompany'),
      lookup('msdyn_customer', 'account'),
      lookup('msdyn_salesorderid', 'salesorder'),
      lookup('msdyn_contractlineproject', 'salesorderdetail'),
      lookup('msdyn_contractorganizationalunitid', 'msdyn_organizationalunit', 'msdyn_ContractOrganizationalUnitId'),
      lookup('msdyn_projectmanager', 'systemuser'),
      lookup('msdyn_workhourtemplate', 'msdyn_workhourtemplate'),
      currency,
    ],
    alternateKeys: [{ name: 'msdyn_projectnumber_company', columns: ['msdyn_projectnumber', 'msdyn_owningcompany'] }],
  }),
];
