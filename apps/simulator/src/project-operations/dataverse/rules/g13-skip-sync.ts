import { type BusinessRule, RuleRefusal } from '../../../odata/rules';

/** G13. Only the platform decides what is not sent, when it makes the row. */
export const skipSyncIsThePlatforms: BusinessRule = {
  table: 'msdyn_actuals',
  on: ['create', 'update'],
  stage: 'before',
  run: ({ before, after, sent, isSystem }) => {
    if (isSystem === true || !sent.has('msdyn_skipsync')) return;
    if ((before?.['msdyn_skipsync'] ?? false) !== (after?.['msdyn_skipsync'] ?? false))
      throw new RuleRefusal('Skip Sync is for internal use only: it is set when the actual is created.');
  },
};
