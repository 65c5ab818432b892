import type { BusinessRule } from '../../../odata/rules';
import { approveEntry, submitEntry } from '../booking/entry-life';
import { scheduleJob } from '../jobs';
import { type Office, text } from '../office';

export const approveExternalUsage = (office: Office, usageLogId: string): void => {
  const source = { table: 'msdyn_materialusagelog', id: usageLogId };
  submitEntry(office, source);
  approveEntry(office, source);
};

/** D17. A usage log that comes from a packing slip of Finance is approved by itself, and makes the actuals of D1. */
export const packingSlipUsageArrives = (office: Office): BusinessRule => ({
  table: 'msdyn_materialusagelogs',
  on: ['create'],
  stage: 'after',
  run: ({ after }) => {
    if (after?.['msdyn_hasexternalorigin'] !== true) return;
    scheduleJob(office, {
      handler: 'approve-external-usage',
      name: 'Approve the usage of a packing slip',
      table: 'msdyn_materialusagelog',
      recordId: text(after, 'msdyn_materialusagelogid'),
      delaySeconds: 0,
    });
  },
});
