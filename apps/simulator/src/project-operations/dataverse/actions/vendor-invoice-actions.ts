import { RuleRefusal } from '../../../odata/rules';
import { confirmVendorInvoice, linesOfVendorInvoice } from '../rules/d9-vendor-invoice';
import { vendorInvoiceStatus, verificationStatus } from '../values';
import { shownActual, totalsOf } from './answers';
import type { OfficeAction } from './office-action';
import { idOf, requiredRecord } from './parameters';

const parameters = { invoice: 'Vendor invoice: id, number or name' };

/** D10. A vendor invoice that waits for the project manager. */
export const vendorInvoiceActions: readonly OfficeAction[] = [
  {
    name: 'verify-vendor-invoice',
    summary: 'The project manager verifies all lines of a vendor invoice: it is in review then',
    parameters,
    run: (office, given) => {
      const invoice = requiredRecord(office, given, 'invoice', 'msdyn_projectvendorinvoice');
      const id = idOf(invoice, 'msdyn_projectvendorinvoice');
      if (invoice['statuscode'] !== vendorInvoiceStatus.draft && invoice['statuscode'] !== vendorInvoiceStatus.inReview)
        throw new RuleRefusal('Only the lines of a vendor invoice in draft or in review are verified.');
      const lines = linesOfVendorInvoice(office, id);
      if (lines.length === 0) throw new RuleRefusal('The vendor invoice has no lines to verify.');
      for (const line of lines)
        office.update('msdyn_projectvendorinvoiceline', line['msdyn_projectvendorinvoicelineid'], {
          msdyn_verificationstatus: verificationStatus.complete,
        });
      office.update('msdyn_projectvendorinvoice', id, { statuscode: vendorInvoiceStatus.inReview });
      return { invoice: id, lines: lines.length };
    },
  },
  {
    name: 'confirm-vendor-invoice',
    summary:
      'Confirms a vendor invoice whose lines are verified, or one that a job would confirm later: its lines become actuals (D9, D10, G8)',
    parameters,
    run: (office, given) => {
      const invoice = requiredRecord(office, given, 'invoice', 'msdyn_projectvendorinvoice');
      const actuals = confirmVendorInvoice(office, invoice);
      return {
        invoice: idOf(invoice, 'msdyn_projectvendorinvoice'),
        actuals: actuals.map((actual) => shownActual(office, actual)),
        totals: totalsOf(office, actuals),
      };
    },
  },
];
