import { ControlRefusal } from '../../../control/control-refusal';
import { RuleRefusal } from '../../../odata/rules';
import type { Source } from '../booking/booking';
import { cancelApproval } from '../booking/entry-life';
import type { Office } from '../office';
import { refuseRecallOfExternal } from '../rules/g6-external-expense';
import { shownActual, totalsOf } from './answers';
import type { OfficeAction } from './office-action';
import { idList } from './parameters';

const entryTables = ['msdyn_timeentry', 'msdyn_expense', 'msdyn_materialusagelog'] as const;

const sourceOf = (office: Office, id: string): Source => {
  const table = entryTables.find((name) => office.find(name, id) !== undefined);
  if (table === undefined) throw new RuleRefusal(`There is no time entry, expense or usage log '${id}'.`);
  if (table === 'msdyn_expense') refuseRecallOfExternal(office, id);
  return { table, id };
};

export const approvalActions: readonly OfficeAction[] = [
  {
    name: 'cancel-approval',
    summary: 'The approver takes an approval back: every actual is reversed, the entry is a draft again (D6)',
    parameters: { entries: 'Id of a time entry, expense or usage log, or a list of ids' },
    run: (office, parameters) => {
      const ids = idList(parameters, 'entries');
      if (ids === undefined || ids.length === 0) throw new ControlRefusal("'entries' must be given: an id or a list of ids.");
      const actuals = ids.flatMap((id) => cancelApproval(office, sourceOf(office, id)));
      return { actuals: actuals.map((actual) => shownActual(office, actual)), totals: totalsOf(office, actuals) };
    },
  },
];
