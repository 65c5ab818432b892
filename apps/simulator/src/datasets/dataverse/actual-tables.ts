import { adjustmentStatuses, billingStatuses } from './choices';
import { amount, choice, decimal, flag, lookup, table, text } from './columns';
import { transactionColumns, transactionLookups } from './transaction-columns';

const either = (name: string) => ({
  name,
  targets: ['msdyn_actual', 'msdyn_journalline', 'msdyn_invoicelinetransaction'].map((target) => ({
    table: target,
    navigation: `${name}_${target}`,
  })),
});

/** Actuals, and what connects them. Source: domain/30-estimates-actuals.md 30.4, 30.5; 70-finance-accounting.md 11.4. */
export const actualTables: readonly Record<string, unknown>[] = [
  table('msdyn_actual', {
    primaryName: 'msdyn_description',
    columns: [
      ...transactionColumns,
      text('msdyn_actualimportid'),
      flag('msdyn_skipsync'), // [inferred]
      flag('msdyn_istransition'),
      choice('msdyn_billingstatus', billingStatuses),
      choice('msdyn_adjustmentstatus', adjustmentStatuses),
      choice('msdyn_nottoexceedstatus', { Passed: 192350000, Failed: 192350001 }), // [inferred]
      text('msdyn_nameofbookableresource', 200),
      text('msdyn_valueofsalescontractline'),
      text('msdyn_salescontractline'),
      flag('msdyn_isjournalized'),
      amount('msdyn_accountingamount'),
      decimal('msdyn_accountexchangerate'),
      amount('msdyn_accountingtaxamount'),
      text('msdyn_vouchernumber', 40),
      amount('msdyn_adjustmentvalue'), // [inferred]
      text('msdyn_subcontractlinenumber'), // [inferred]
      text('msdyn_subcontractinvoiceid'), // [inferred]
      text('msdyn_matchedvendorinvoice'), // [inferred]
      text('msdyn_vendorinvoicelineprojecttransid'), // [inferred]
    ],
    lookups: [...transactionLookups, lookup('msdyn_invoice', 'invoice', 'msdyn_Invoice')],
    alternateKeys: [{ name: 'msdyn_actualimportid_company', columns: ['msdyn_actualimportid', 'msdyn_owningcompany'] }],
  }),
  table('msdyn_transactionconnection', {
    columns: [
      text('msdyn_name'),
      ...[1, 2].flatMap((side) => [
        text(`msdyn_transaction${side}`),
        text(`msdyn_transaction${side}role`),
        text(`msdyn_transaction${side}type`),
      ]),
    ],
    lookups: [either('msdyn_transaction1lookup'), either('msdyn_transaction2lookup')], // [inferred]
  }),
  table('msdyn_transactionorigin', {
    columns: [text('msdyn_name'), text('msdyn_origin'), text('msdyn_origintype'), text('msdyn_transaction'), text('msdyn_transactiontype')],
  }),
];
