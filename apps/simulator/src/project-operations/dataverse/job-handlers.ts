import type { JobHandler } from './jobs';
import { repriceContract } from './rules/d7-contract-confirmed';
import { approveExternalExpense } from './rules/d8-external-expense';
import { confirmPostedVendorInvoice } from './rules/d9-vendor-invoice';
import { approveExternalUsage } from './rules/d17-packing-slip-usage';
import { giveImportId, numberingJobs } from './rules/numbers';

/** Every system job that Project Operations has here, by name. */
export const jobHandlers: Readonly<Record<string, JobHandler>> = {
  'reprice-contract': repriceContract,
  'approve-external-expense': approveExternalExpense,
  'confirm-vendor-invoice': confirmPostedVendorInvoice,
  'approve-external-usage': approveExternalUsage,
  'give-import-id': giveImportId,
  ...numberingJobs,
};
