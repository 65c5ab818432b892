import type { Row } from '../../../odata/model';
import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { actualsOf } from '../booking/actuals-of';
import { recordOrigins } from '../booking/connections';
import { readBooking } from '../booking/read-booking';
import { readTerms } from '../booking/read-terms';
import { recordActuals } from '../booking/record-actuals';
import { scheduleJob } from '../jobs';
import { lookup, type Office, text } from '../office';
import { vendorInvoiceStatus, verificationStatus } from '../values';
import { refuseWithoutLines } from './g8-vendor-invoice-without-lines';

/** The job confirms this long after a line came, so that lines that come together are confirmed together. [inferred] */
const confirmationDelaySeconds = 30;

/** D9. An invoice that Finance has posted is confirmed by a job, if it is to be confirmed by itself; never before it has a line (G8). */
export const vendorInvoiceLineArrives = (office: Office): BusinessRule => ({
  table: 'msdyn_projectvendorinvoicelines',
  on: ['create'],
  stage: 'after',
  run: ({ after }) => {
    const invoice = office.find('msdyn_projectvendorinvoice', lookup(after, 'msdyn_vendorinvoice'));
    if (invoice?.['msdyn_enableautomaticconfirmation'] !== true) return; // D10: it waits for the project manager
    scheduleJob(office, {
      handler: 'confirm-vendor-invoice',
      name: 'Confirm the vendor invoice that Finance posted',
      table: 'msdyn_projectvendorinvoice',
      recordId: text(invoice, 'msdyn_projectvendorinvoiceid'),
      delaySeconds: confirmationDelaySeconds,
    });
  },
});

/** The job; each line asked for it, one does it. */
export const confirmPostedVendorInvoice = (office: Office, invoiceId: string): void => {
  const invoice = office.get('msdyn_projectvendorinvoice', invoiceId);
  if (invoice['statuscode'] === vendorInvoiceStatus.draft) confirmVendorInvoice(office, invoice);
};

export const linesOfVendorInvoice = (office: Office, invoiceId: string): readonly Row[] =>
  office.where('msdyn_projectvendorinvoiceline', '_msdyn_vendorinvoice_value', invoiceId);

/** Each line becomes actuals: what it cost, and what it sells for, as if it had been entered here. Answers the actuals. */
export const confirmVendorInvoice = (office: Office, invoice: Row): Row[] => {
  const invoiceId = text(invoice, 'msdyn_projectvendorinvoiceid');
  const lines = linesOfVendorInvoice(office, invoiceId);
  refuseWithoutLines(lines);
  const status = invoice['statuscode'];
  const isAutomatic = invoice['msdyn_enableautomaticconfirmation'] === true;
  if (status !== vendorInvoiceStatus.inReview && !(status === vendorInvoiceStatus.draft && isAutomatic))
    throw new RuleRefusal('Only a vendor invoice in review is confirmed; one that is confirmed, cancelled or on hold is not.');
  if (!isAutomatic && lines.some((line) => line['msdyn_verificationstatus'] !== verificationStatus.complete))
    throw new RuleRefusal('All lines of the vendor invoice must be verified before it is confirmed.');
  const actuals = lines.flatMap((line) => {
    const source = { table: 'msdyn_projectvendorinvoiceline', id: text(line, 'msdyn_projectvendorinvoicelineid') };
    const booking = readBooking(office, source);
    const terms = readTerms(office, booking, source);
    const made = recordActuals(office, source, booking, terms, actualsOf(booking, terms));
    for (const actual of made)
      recordOrigins(office, [{ table: 'msdyn_projectvendorinvoice', id: invoiceId }], {
        table: 'msdyn_actual',
        id: text(actual, 'msdyn_actualid'),
      });
    return made;
  });
  office.update('msdyn_projectvendorinvoice', invoiceId, { statuscode: vendorInvoiceStatus.confirmed });
  return actuals;
};
