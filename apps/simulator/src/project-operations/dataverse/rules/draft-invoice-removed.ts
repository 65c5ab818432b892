import type { BusinessRule } from '../../../odata/rules';
import { saleOfDetail } from '../invoicing/confirm-invoice';
import { lookup, type Office } from '../office';
import { billingStatus, milestoneStatus } from '../values';

/** What a draft invoice, or a line detail of it, had taken waits to be invoiced again when it is removed. */
export const removedDetailFreesItsSale = (office: Office): BusinessRule => ({
  table: 'msdyn_invoicelinetransactions',
  on: ['delete'],
  stage: 'before',
  run: ({ before }) => {
    if (before === undefined || before['msdyn_correction'] === true) return;
    const sale = saleOfDetail(office, before);
    if (sale?.['msdyn_billingstatus'] === billingStatus.onInvoice)
      office.update('msdyn_actual', sale['msdyn_actualid'], { msdyn_billingstatus: billingStatus.ready });
    const milestoneId = lookup(before, 'msdyn_milestone');
    if (office.find('msdyn_contractlinescheduleofvalue', milestoneId)?.['msdyn_invoicestatus'] === milestoneStatus.created)
      office.update('msdyn_contractlinescheduleofvalue', milestoneId, { msdyn_invoicestatus: milestoneStatus.ready });
  },
});
