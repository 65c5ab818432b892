import { billingTypes } from './choices';
import { amount, choice, currency, day, decimal, flag, int32, lookup, moment, owningCompany, table, text } from './columns';

const expenseStatuses = {
  Draft: 192350000,
  Submitted: 192350001,
  Approved: 192350002,
  Rejected: 192350003,
  Posted: 192350004,
  Paid: 192350005,
  'Recall Requested': 192350006,
};
const entryStatuses = { Draft: 192350000, Returned: 192350001, Approved: 192350002, Submitted: 192350003, 'Recall Requested': 192350004 };

const projectAndTask = [lookup('msdyn_project', 'msdyn_project', 'msdyn_Project'), lookup('msdyn_task', 'msdyn_projecttask', 'msdyn_Task')];
const resource = [
  lookup('msdyn_bookableresource', 'bookableresource'),
  lookup('msdyn_resourceorganizationalunitid', 'msdyn_organizationalunit', 'msdyn_ResourceOrganizationalUnitId'),
  lookup('msdyn_resourcingcompany', 'cdm_company'),
];

/**
 * What people enter, and the approvals of it. Source: domain/70-finance-accounting.md 11.1, 50-expenses.md; columns of time entries and
 * usage logs after the public tables [inferred].
 */
export const entryTables: readonly Record<string, unknown>[] = [
  table('msdyn_timeentry', {
    entitySetName: 'msdyn_timeentries',
    primaryName: 'msdyn_description',
    columns: [
      text('msdyn_description', 200),
      text('msdyn_externaldescription', 200),
      day('msdyn_date'),
      int32('msdyn_duration'), // minutes
      moment('msdyn_start'),
      moment('msdyn_end'),
      choice('msdyn_type', { Work: 192350000, Absence: 192350001, Vacation: 192350002, Overtime: 192350004 }),
      choice('msdyn_entrystatus', entryStatuses, { default: 192350000 }),
      choice('msdyn_targetentrystatus', entryStatuses),
    ],
    lookups: [
      lookup('msdyn_project', 'msdyn_project'),
      lookup('msdyn_projecttask', 'msdyn_projecttask', 'msdyn_projectTask'),
      lookup('msdyn_resourcecategory', 'bookableresourcecategory', 'msdyn_resourceCategory'),
      lookup('msdyn_transactioncategory', 'msdyn_transactioncategory', 'msdyn_transactioncategory'),
      ...resource,
      lookup('msdyn_manager', 'systemuser'),
    ],
  }),
  table('msdyn_expensecategory', {
    entitySetName: 'msdyn_expensecategories',
    columns: [
      text('msdyn_name'),
      choice('msdyn_expensetype', {
        Hotel: 192350000,
        'Car Rental': 192350001,
        Meal: 192350002,
        Airline: 192350003,
        Entertainment: 192350004,
        Gift: 192350005,
        Conference: 192350006,
        Miscellaneous: 192350007,
        Mileage: 192350008,
        'Per diem': 192350009,
      }),
      choice('msdyn_receiptrequired', { Optional: 192350000, Mandatory: 192350001 }),
      text('msdyn_externalcategoryid', 30),
    ],
    lookups: [lookup('msdyn_expensecategoryuid', 'msdyn_transactioncategory', 'msdyn_ExpenseCategoryuId'), owningCompany],
    alternateKeys: [{ name: 'msdyn_externalcategoryid_company', columns: ['msdyn_externalcategoryid', 'msdyn_owningcompany'] }],
  }),
  table('msdyn_expense', {
    columns: [
      text('msdyn_name'),
      text('msdyn_externaldescription'),
      moment('msdyn_transactiondate'),
      decimal('msdyn_quantity'),
      amount('msdyn_price'),
      amount('msdyn_amount'),
      amount('msdyn_salestaxamount'),
      amount('msdyn_totalamount'),
      choice('msdyn_expensestatus', expenseStatuses, { default: 192350000 }),
      choice('msdyn_targetexpensestatus', expenseStatuses),
      choice('msdyn_billingtype', billingTypes),
      text('msdyn_externaltransactionid'),
      text('msdyn_externalprojecttransid', 30),
      text('msdyn_externaltasknumber', 30),
      flag('msdyn_hasexternalorigin'),
      choice('statecode', { Active: 0, Inactive: 1 }),
      choice('statuscode', {
        Draft: 867380000,
        Rejected: 867380001,
        Submitted: 867380002,
        Approved: 867380003,
        Posted: 867380004,
        Paid: 867380005,
      }),
    ],
    lookups: [
      ...projectAndTask,
      lookup('msdyn_expensecategory', 'msdyn_expensecategory', 'msdyn_ExpenseCategory'),
      ...resource,
      lookup('msdyn_manager', 'systemuser'),
      lookup('msdyn_unit', 'uom', 'msdyn_Unit'),
      lookup('msdyn_unitgroup', 'uomschedule', 'msdyn_UnitGroup'),
      owningCompany,
      currency,
    ],
    alternateKeys: [{ name: 'msdyn_externaltransactionid_company', columns: ['msdyn_externaltransactionid', 'msdyn_owningcompany'] }],
  }),
  table('msdyn_materialusagelog', {
    columns: [
      text('msdyn_name'),
      text('msdyn_description', 200),
      day('msdyn_usagedate'),
      decimal('msdyn_quantity'),
      amount('msdyn_unitcost'),
      amount('msdyn_unitprice'),
      text('msdyn_writeinproductname', 200),
      choice('msdyn_usagestatus', entryStatuses, { default: 192350000 }),
      flag('msdyn_hasexternalorigin'),
      text('msdyn_externalprojecttransid', 30),
    ],
    lookups: [
      ...projectAndTask,
      lookup('msdyn_product', 'product', 'msdyn_Product'),
      lookup('msdyn_unit', 'uom', 'msdyn_Unit'),
      lookup('msdyn_transactioncategory', 'msdyn_transactioncategory', 'msdyn_TransactionCategory'),
      ...resource,
      owningCompany,
      currency,
    ],
  }),
  table('msdyn_projectapproval', {
    columns: [
      text('msdyn_name'),
      choice('msdyn_entrytype', { Time: 0, Expense: 1, Material: 2 }),
      choice('msdyn_recordstage', {
        Submitted: 0,
        Rejected: 1,
        Approved: 2,
        Pending: 3,
        'Recall Requested': 4,
        'Recall Request Approved': 5,
        'Recall Request Rejected': 6,
      }),
      decimal('msdyn_quantity'),
      decimal('msdyn_billablequantity'),
      choice('msdyn_billingtype', billingTypes),
      moment('msdyn_approvedon'),
    ],
    lookups: [
      lookup('msdyn_timeentry', 'msdyn_timeentry', 'msdyn_TimeEntry'),
      lookup('msdyn_expenseentry', 'msdyn_expense', 'msdyn_ExpenseEntry'),
      lookup('msdyn_materialusagelog', 'msdyn_materialusagelog'),
      lookup('msdyn_project', 'msdyn_project', 'msdyn_Project'),
      lookup('msdyn_approvedby', 'systemuser'),
    ],
  }),
];
