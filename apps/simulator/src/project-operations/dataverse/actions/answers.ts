import type { JsonObject } from '../../../control/read-body';
import type { Row } from '../../../odata/model';
import { totalsBy } from '../amounts';
import { decimal, lookup, type Office, text } from '../office';
import { nameOfBillingType, nameOfClass, roleOfType } from '../values';

const currencyOf = (office: Office, row: Row): string =>
  text(office.find('transactioncurrency', lookup(row, 'transactioncurrencyid')), 'isocurrencycode');
const typeOf = (row: Row): string => roleOfType[Number(row['msdyn_transactiontypecode'])] ?? '';

/** An actual as an answer shows it; amounts are decimal text. */
export const shownActual = (office: Office, row: Row): JsonObject => ({
  id: text(row, 'msdyn_actualid'),
  type: typeOf(row),
  class: nameOfClass[Number(row['msdyn_transactionclassification'])] ?? '',
  billingType: nameOfBillingType[Number(row['msdyn_billingtype'])] ?? '',
  quantity: decimal(row, 'msdyn_quantity'),
  price: decimal(row, 'msdyn_price'),
  amount: decimal(row, 'msdyn_amount'),
  currency: currencyOf(office, row),
  company: text(office.find('cdm_company', lookup(row, 'msdyn_owningcompany')), 'cdm_companycode'),
  skipSync: row['msdyn_skipsync'] === true,
});

/** `{"Cost USD": "800"}` */
export const totalsOf = (office: Office, actuals: readonly Row[]): Record<string, string> =>
  totalsBy(
    actuals,
    (row) => `${typeOf(row)} ${currencyOf(office, row)}`,
    (row) => decimal(row, 'msdyn_amount'),
  );
