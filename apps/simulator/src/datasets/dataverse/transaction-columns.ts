import { amountMethods, billingTypes, customerTypes, transactionClasses, transactionTypes } from './choices';
import { amount, choice, currency, day, decimal, lookup, moment, owningCompany, text } from './columns';

/** What actuals, journal lines and invoice line details have in common. Source: domain/30-estimates-actuals.md 30.4. */
export const transactionColumns = [
  text('msdyn_description', 200),
  text('msdyn_externaldescription', 200),
  choice('msdyn_transactiontypecode', transactionTypes),
  choice('msdyn_transactionclassification', transactionClasses),
  choice('msdyn_billingtype', billingTypes),
  choice('msdyn_amountmethod', amountMethods),
  decimal('msdyn_quantity'),
  amount('msdyn_price'),
  amount('msdyn_amount'),
  amount('msdyn_tax'),
  amount('msdyn_extendedamount'),
  day('msdyn_transactiondate'),
  moment('msdyn_documentdate'),
  moment('msdyn_accountingdate'),
  moment('msdyn_startdatetime'),
  moment('msdyn_enddatetime'),
  moment('msdyn_exchangeratedate'),
  text('msdyn_externalreferenceid'),
  text('msdyn_externaloriginreference'),
  choice('msdyn_customertype', customerTypes),
];

export const transactionLookups = [
  owningCompany,
  lookup('msdyn_resourcingcompany', 'cdm_company'), // [inferred]
  currency,
  lookup('msdyn_project', 'msdyn_project', 'msdyn_Project'),
  lookup('msdyn_task', 'msdyn_projecttask', 'msdyn_Task'),
  lookup('msdyn_transactioncategory', 'msdyn_transactioncategory', 'msdyn_TransactionCategory'),
  lookup('msdyn_resourcecategory', 'bookableresourcecategory', 'msdyn_ResourceCategory'),
  lookup('msdyn_bookableresource', 'bookableresource'),
  lookup('msdyn_product', 'product', 'msdyn_Product'),
  lookup('msdyn_unit', 'uom', 'msdyn_Unit'),
  lookup('msdyn_unitschedule', 'uomschedule', 'msdyn_UnitSchedule'),
  lookup('msdyn_salescontract', 'salesorder', 'msdyn_SalesContract'),
  lookup('msdyn_salescontractlineid', 'salesorderdetail', 'msdyn_SalesContractLineId'),
  lookup('msdyn_projectcontractsplitbillingrule', 'msdyn_projectcontractsplitbillingrule'),
  lookup('msdyn_contractorganizationalunitid', 'msdyn_organizationalunit'),
  lookup('msdyn_resourceorganizationalunitid', 'msdyn_organizationalunit', 'msdyn_ResourceOrganizationalUnitId'),
  lookup('msdyn_accountcustomer', 'account', 'msdyn_AccountCustomer'),
  lookup('msdyn_contactcustomer', 'contact', 'msdyn_ContactCustomer'),
  lookup('msdyn_accountvendor', 'account', 'msdyn_AccountVendor'),
];
