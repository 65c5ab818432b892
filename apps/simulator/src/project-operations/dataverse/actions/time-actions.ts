import { ControlRefusal } from '../../../control/control-refusal';
import { multiplyDecimals, roundDecimal } from '../../../odata/decimal';
import { lookup } from '../office';
import { entryActions } from './entry-actions';
import { idOf, optionalDay, optionalRecord, optionalText, requiredDecimal, requiredRecord } from './parameters';

/** A consultant's hours. */
export const timeActions = entryActions({
  noun: 'time',
  table: 'msdyn_timeentry',
  label: 'a time entry',
  fields: {
    resource: 'Bookable resource who worked: id or name',
    project: 'Project: id, number or name',
    task: 'Task of the project: id, activity number or subject',
    role: "Role: id, name or number; the resource's own when absent",
    category: 'Transaction category: id, name or number',
    date: 'Day of the work; today when absent',
    hours: 'Hours worked',
    description: 'What was done',
  },
  enter: (office, parameters) => {
    const project = requiredRecord(office, parameters, 'project', 'msdyn_project');
    const projectId = idOf(project, 'msdyn_project');
    const task = optionalRecord(office, parameters, 'task', 'msdyn_projecttask', (row) => lookup(row, 'msdyn_project') === projectId);
    const role = optionalRecord(office, parameters, 'role', 'bookableresourcecategory');
    const category = optionalRecord(office, parameters, 'category', 'msdyn_transactioncategory');
    const minutes = roundDecimal(multiplyDecimals(requiredDecimal(parameters, 'hours'), '60'), 0);
    if (!/^\d+$/.test(minutes) || minutes === '0') throw new ControlRefusal("'hours' must be more than nothing.");
    const entry = office.create('msdyn_timeentry', {
      msdyn_description: optionalText(parameters, 'description') ?? null,
      msdyn_date: optionalDay(parameters, 'date') ?? office.today,
      msdyn_duration: Number(minutes),
      msdyn_type: 192350000, // work
      _msdyn_project_value: projectId,
      _msdyn_projecttask_value: task?.['msdyn_projecttaskid'] ?? null,
      _msdyn_resourcecategory_value: role?.['bookableresourcecategoryid'] ?? null,
      _msdyn_transactioncategory_value: category?.['msdyn_transactioncategoryid'] ?? null,
      _msdyn_bookableresource_value: idOf(requiredRecord(office, parameters, 'resource', 'bookableresource'), 'bookableresource'),
    });
    return idOf(entry, 'msdyn_timeentry');
  },
});
