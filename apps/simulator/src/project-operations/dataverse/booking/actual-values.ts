import { roundDecimal } from '../../../odata/decimal';
import { sumOf } from '../amounts';
import type { Values } from '../office';
import { amountMethod, billingStatus, customerType, transactionType } from '../values';
import type { ActualDraft, Booking, Terms } from './booking';

const costTypes: ReadonlySet<number> = new Set([transactionType.cost, transactionType.resourcingUnitCost]);

/** Columns that actuals and journal lines of a booking share. Days carry no time: midnight UTC, and the day itself beside it. */
export const transactionValues = (booking: Booking, terms: Terms, draft: ActualDraft): Values => {
  const midnight = `${booking.date}T00:00:00Z`;
  const tax = draft.tax;
  return present({
    msdyn_transactiontypecode: draft.type,
    msdyn_transactionclassification: draft.transactionClass,
    msdyn_billingtype: draft.billingType,
    msdyn_amountmethod: amountMethod.quantityByPrice,
    msdyn_quantity: draft.quantity,
    msdyn_price: roundDecimal(draft.price, 4),
    msdyn_amount: draft.amount,
    msdyn_tax: tax,
    msdyn_extendedamount: sumOf([draft.amount, tax ?? '0']),
    _transactioncurrencyid_value: draft.currencyId,
    msdyn_description: booking.description.slice(0, 200) || undefined,
    msdyn_externaldescription: booking.externalDescription?.slice(0, 200),
    msdyn_externalreferenceid: booking.externalReference,
    // What Finance posted is the cost; nothing there corresponds to the sale.
    msdyn_externaloriginreference: costTypes.has(draft.type) ? booking.externalOriginReference : undefined,
    msdyn_transactiondate: booking.date,
    msdyn_documentdate: midnight,
    msdyn_accountingdate: midnight,
    msdyn_startdatetime: midnight,
    msdyn_enddatetime: midnight,
    msdyn_exchangeratedate: midnight,
    _msdyn_owningcompany_value: draft.companyId,
    _msdyn_resourcingcompany_value: terms.resourcingCompanyId,
    _msdyn_project_value: booking.projectId,
    _msdyn_task_value: booking.taskId,
    _msdyn_transactioncategory_value: booking.categoryId,
    _msdyn_resourcecategory_value: booking.roleId,
    _msdyn_bookableresource_value: booking.resourceId,
    _msdyn_product_value: booking.productId,
    _msdyn_unit_value: booking.unitId,
    _msdyn_salescontract_value: terms.line?.contractId,
    _msdyn_salescontractlineid_value: terms.line?.id,
    _msdyn_contractorganizationalunitid_value: terms.contractingUnitId,
    _msdyn_resourceorganizationalunitid_value: terms.resourcingUnitId,
    ...customerOf(draft),
  });
};

export const actualValues = (booking: Booking, terms: Terms, draft: ActualDraft): Values => ({
  ...transactionValues(booking, terms, draft),
  ...present({
    msdyn_nameofbookableresource: booking.resourceName,
    msdyn_valueofsalescontractline: terms.line?.number || undefined,
    msdyn_accountingtaxamount: draft.tax,
    msdyn_vendorinvoicelineprojecttransid: costTypes.has(draft.type) ? booking.vendorLineReference : undefined,
  }),
  msdyn_skipsync: draft.skipSync,
  msdyn_isjournalized: false,
  ...(draft.type === transactionType.unbilledSales ? { msdyn_billingstatus: billingStatus.created } : {}),
});

const customerOf = ({ share }: ActualDraft) =>
  share === undefined
    ? {}
    : {
        _msdyn_projectcontractsplitbillingrule_value: share.ruleId,
        _msdyn_accountcustomer_value: share.accountId,
        _msdyn_contactcustomer_value: share.contactId,
        msdyn_customertype: share.contactId === undefined ? customerType.account : customerType.contact,
      };

const present = (values: Readonly<Record<string, Values[string] | undefined>>): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
