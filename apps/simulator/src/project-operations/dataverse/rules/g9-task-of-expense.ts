import { type BusinessRule, RuleRefusal } from '../../../odata/rules';
import { lookup, type Office, text } from '../office';

/** G9. The activity number that comes with it must name exactly one task that has none below it. */
export const externalExpenseHasTask = (office: Office): BusinessRule => ({
  table: 'msdyn_expenses',
  on: ['create', 'update'],
  stage: 'before',
  run: ({ after }) => {
    if (after === undefined) return;
    if (text(after, 'msdyn_externaltransactionid') !== '') after['msdyn_hasexternalorigin'] = true;
    const activity = text(after, 'msdyn_externaltasknumber');
    if (activity === '') return;
    const projectId = lookup(after, 'msdyn_project');
    const [task, another] = office
      .where('msdyn_projecttask', 'msdyn_activitynumber', activity)
      .filter((row) => lookup(row, 'msdyn_project') === projectId && row['msdyn_summary'] !== true);
    if (task === undefined || another !== undefined)
      throw new RuleRefusal(
        "Could not resolve project task for export expense. The specified task activity number doesn't uniquely identify the task of the project in the system.",
      );
    after['_msdyn_task_value'] = task['msdyn_projecttaskid']!;
  },
});
