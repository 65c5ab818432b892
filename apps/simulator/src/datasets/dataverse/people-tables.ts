import { billingTypes } from './choices';
import { choice, currency, int32, lookup, table, text } from './columns';

/** Roles, units and resources. Source: domain/20-setup.md 20.1, 20.9; the company of a unit and of a resource: 70-finance-accounting.md 8. */
export const peopleTables: readonly Record<string, unknown>[] = [
  table('bookableresourcecategory', {
    entitySetName: 'bookableresourcecategories',
    primaryName: 'name',
    columns: [
      text('name'),
      text('description'),
      text('msdyn_resourcecategorynumber'),
      choice('msdyn_billingtype', billingTypes),
      int32('msdyn_targetutilization'),
    ],
    lookups: [lookup('msdyn_transactioncategory', 'msdyn_transactioncategory', 'msdyn_TransactionCategory')],
    alternateKeys: [{ name: 'msdyn_resourcecategorynumber_key', columns: ['msdyn_resourcecategorynumber'] }],
  }),
  table('msdyn_organizationalunit', {
    columns: [text('msdyn_name'), text('msdyn_description', 200)],
    lookups: [
      currency,
      lookup('msdyn_company', 'cdm_company'),
      lookup('msdyn_costpricelist', 'pricelevel'), // [inferred]: the real relationship is many-to-many, with dates
    ],
  }),
  table('bookableresource', {
    primaryName: 'name',
    columns: [
      text('name'),
      choice('resourcetype', { Generic: 1, Contact: 2, User: 3, Equipment: 4, Account: 5, 'Group/Crew': 6, Facility: 7, Pool: 8 }),
      choice('msdyn_workertype', { Employee: 192350000, 'Contract Worker': 192350001 }),
    ],
    lookups: [
      lookup('userid', 'systemuser', 'UserId'),
      lookup('accountid', 'account', 'AccountId'),
      lookup('contactid', 'contact', 'ContactId'),
      lookup('msdyn_organizationalunit', 'msdyn_organizationalunit', 'msdyn_OrganizationalUnit'),
      lookup('msdyn_vendor', 'account', 'msdyn_Vendor'),
      lookup('msdyn_worker', 'cdm_worker'), // [inferred]
      lookup('msdyn_company', 'cdm_company'), // [inferred]
      lookup('msdyn_resourcecategory', 'bookableresourcecategory'), // [inferred]: default role; the real one is an assignment table
    ],
  }),
];
