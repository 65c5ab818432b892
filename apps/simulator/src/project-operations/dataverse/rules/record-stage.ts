import { type BusinessRule, RuleRefusal } from '../../../odata/rules';

/** Approvals are decided by actions; nobody sets the stage of one by hand. Source: domain/50-expenses.md 5, "Programmatic approval". */
export const recordStageIsDecided: BusinessRule = {
  table: 'msdyn_projectapprovals',
  on: ['update'],
  stage: 'before',
  run: ({ before, after, sent, isSystem }) => {
    if (isSystem !== true && sent.has('msdyn_recordstage') && before?.['msdyn_recordstage'] !== after?.['msdyn_recordstage'])
      throw new RuleRefusal('The record stage of an approval cannot be set directly.');
  },
};
