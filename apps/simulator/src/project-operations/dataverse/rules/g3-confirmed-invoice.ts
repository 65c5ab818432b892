import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import type { Row } from '../../../odata/model';
import { lookup, type Office } from '../office';
import { invoiceStatus } from '../values';

const isFinal = (invoice: Row | undefined): boolean =>
  Number(invoice?.['msdyn_projectinvoicestatus'] ?? invoiceStatus.draft) >= invoiceStatus.confirmed;

/**
 * G3. A confirmed invoice is not edited, not deleted, and there is no way back. Only the integration goes on with it, forward: paid, or
 * posted in Finance.
 */
export const confirmedInvoiceStays = (office: Office, integrationUserId: string): BusinessRule[] => [
  {
    table: 'invoices',
    on: ['update', 'delete'],
    stage: 'before',
    run: ({ before, after, sent, isSystem, userId }) => {
      if (isSystem === true || !isFinal(before)) return;
      const goesOn = isFinal(after) && Number(after?.['msdyn_projectinvoicestatus']) >= Number(before?.['msdyn_projectinvoicestatus']);
      if (goesOn && userId === integrationUserId) return;
      if (goesOn && [...sent].every((column) => column === 'msdyn_projectinvoicestatus')) return; // marked paid
      throw new RuleRefusal('A confirmed invoice cannot be changed, deleted, or returned to an earlier status.');
    },
  },
  ...[
    { table: 'invoicedetails', parent: 'invoiceid' },
    { table: 'msdyn_invoicelinetransactions', parent: 'msdyn_invoice' },
  ].map(({ table, parent }): BusinessRule => ({
    table,
    on: ['create', 'update', 'delete'],
    stage: 'before',
    run: ({ before, after, isSystem }) => {
      if (isSystem !== true && isFinal(office.find('invoice', lookup(before ?? after, parent))))
        throw new RuleRefusal('The lines of a confirmed invoice cannot be changed.');
    },
  })),
];
