import { ControlRefusal } from '../../../control/control-refusal';
import type { JsonObject } from '../../../control/read-body';
import type { Row } from '../../../odata/model';
import { RuleRefusal } from '../../../odata/rules';
import { amountOf } from '../amounts';
import type { Booking } from '../booking/booking';
import { optional } from '../booking/read-booking';
import { readTerms } from '../booking/read-terms';
import { lookup, type Office, text } from '../office';
import { transactionClass } from '../values';
import type { OfficeAction } from './office-action';
import { idOf, optionalDay, optionalDecimal, optionalRecord, optionalText, requiredDecimal, requiredRecord } from './parameters';

const midnight = (day: string | undefined): string | null => (day === undefined ? null : `${day}T00:00:00Z`);
const taskOf = (office: Office, parameters: JsonObject): Row => {
  const project = optionalRecord(office, parameters, 'project', 'msdyn_project');
  return requiredRecord(
    office,
    parameters,
    'task',
    'msdyn_projecttask',
    (row) => project === undefined || lookup(row, 'msdyn_project') === idOf(project, 'msdyn_project'),
  );
};

/** What the scheduling service does for a project manager: nobody may write these tables through the Web API. */
export const scheduleActions: readonly OfficeAction[] = [
  {
    name: 'add-task',
    summary: 'Adds a task to a project; its parent becomes a summary task',
    parameters: {
      project: 'Project: id, number or name',
      subject: 'Name of the task',
      parent: 'Parent task: id, activity number or subject',
      start: 'First day',
      finish: 'Last day',
      effort: 'Hours',
      category: 'Transaction category',
      role: 'Role',
    },
    run: (office, parameters) => {
      const projectId = idOf(requiredRecord(office, parameters, 'project', 'msdyn_project'), 'msdyn_project');
      const parent = optionalRecord(office, parameters, 'parent', 'msdyn_projecttask', (row) => lookup(row, 'msdyn_project') === projectId);
      const subject = optionalText(parameters, 'subject');
      if (subject === undefined || subject === '') throw new ControlRefusal("'subject' must be given.");
      if (parent !== undefined && parent['msdyn_summary'] !== true)
        office.update('msdyn_projecttask', parent['msdyn_projecttaskid'], { msdyn_summary: true });
      const roleId = optionalRecord(office, parameters, 'role', 'bookableresourcecategory')?.['bookableresourcecategoryid'] ?? null;
      const task = office.create('msdyn_projecttask', {
        msdyn_subject: subject,
        msdyn_outlinelevel: Number(parent?.['msdyn_outlinelevel'] ?? 0) + 1,
        msdyn_displaysequence: String(office.where('msdyn_projecttask', '_msdyn_project_value', projectId).length + 1),
        msdyn_summary: false,
        msdyn_ismilestone: false,
        msdyn_LinkStatus: 192350000,
        msdyn_start: midnight(optionalDay(parameters, 'start')),
        msdyn_finish: midnight(optionalDay(parameters, 'finish')),
        msdyn_effort: Number(optionalDecimal(parameters, 'effort') ?? '0'),
        _msdyn_project_value: projectId,
        _msdyn_parenttask_value: parent?.['msdyn_projecttaskid'] ?? null,
        _msdyn_transactioncategory_value:
          optionalRecord(office, parameters, 'category', 'msdyn_transactioncategory')?.['msdyn_transactioncategoryid'] ?? null,
        _msdyn_resourcecategory_value: roleId,
        _msdyn_resourcecategorypricingdimension_value: roleId,
      });
      return { task: idOf(task, 'msdyn_projecttask') };
    },
  },
  {
    name: 'change-task',
    summary: 'Changes a task',
    parameters: {
      project: 'Project, where the task is named',
      task: 'Task: id, activity number or subject',
      subject: 'New name',
      start: 'First day',
      finish: 'Last day',
      effort: 'Hours',
    },
    run: (office, parameters) => {
      const id = idOf(taskOf(office, parameters), 'msdyn_projecttask');
      const effort = optionalDecimal(parameters, 'effort');
      const [start, finish] = [optionalDay(parameters, 'start'), optionalDay(parameters, 'finish')];
      const subject = optionalText(parameters, 'subject');
      office.update('msdyn_projecttask', id, {
        ...(subject === undefined ? {} : { msdyn_subject: subject }),
        ...(start === undefined ? {} : { msdyn_start: midnight(start) }),
        ...(finish === undefined ? {} : { msdyn_finish: midnight(finish) }),
        ...(effort === undefined ? {} : { msdyn_effort: Number(effort) }),
      });
      return { task: id };
    },
  },
  {
    name: 'remove-task',
    summary: 'Removes a task that nothing was booked on, with its assignments',
    parameters: { project: 'Project, where the task is named', task: 'Task: id, activity number or subject' },
    run: (office, parameters) => {
      const id = idOf(taskOf(office, parameters), 'msdyn_projecttask');
      if (office.where('msdyn_actual', '_msdyn_task_value', id).length > 0) throw new RuleRefusal('A task with actuals cannot be removed.');
      if (office.where('msdyn_projecttask', '_msdyn_parenttask_value', id).length > 0)
        throw new RuleRefusal('A task with tasks below it cannot be removed.');
      for (const assignment of office.where('msdyn_resourceassignment', '_msdyn_taskid_value', id))
        office.delete('msdyn_resourceassignment', assignment['msdyn_resourceassignmentid']);
      office.delete('msdyn_projecttask', id);
      return { task: id };
    },
  },
  {
    name: 'assign-resource',
    summary:
      'Assigns a resource to a task for some hours; an assignment that is there is deleted and made anew, as the scheduling service does',
    parameters: {
      project: 'Project, where the task is named',
      task: 'Task: id, activity number or subject',
      resource: 'Bookable resource: id or name; absent: a generic one of the role',
      role: "Role; the resource's own when absent",
      hours: 'Effort',
      start: 'First day',
      finish: 'Last day',
    },
    run: (office, parameters) => {
      const task = taskOf(office, parameters);
      const taskId = idOf(task, 'msdyn_projecttask');
      const projectId = lookup(task, 'msdyn_project') ?? '';
      const resource = optionalRecord(office, parameters, 'resource', 'bookableresource');
      const roleId =
        text(optionalRecord(office, parameters, 'role', 'bookableresourcecategory'), 'bookableresourcecategoryid') ||
        lookup(resource, 'msdyn_resourcecategory');
      const hours = requiredDecimal(parameters, 'hours');
      const day = optionalDay(parameters, 'start') ?? (text(task, 'msdyn_start').slice(0, 10) || office.today);
      const member = teamMember(office, projectId, resource, roleId);
      const memberId = text(member, 'msdyn_projectteamid');
      for (const earlier of office.where('msdyn_resourceassignment', '_msdyn_taskid_value', taskId))
        if (lookup(earlier, 'msdyn_projectteamid') === memberId)
          office.delete('msdyn_resourceassignment', earlier['msdyn_resourceassignmentid']);
      const booking: Booking = {
        transactionClass: transactionClass.time,
        date: day,
        quantity: hours,
        description: '',
        projectId,
        taskId,
        ...optional('roleId', roleId),
        ...optional('resourceId', text(resource, 'bookableresourceid') || undefined),
      };
      const terms = readTerms(office, booking, undefined);
      const assignment = office.create('msdyn_resourceassignment', {
        msdyn_name: text(task, 'msdyn_subject').slice(0, 100),
        msdyn_effort: Number(hours),
        msdyn_start: midnight(day),
        msdyn_finish: midnight(optionalDay(parameters, 'finish') ?? (text(task, 'msdyn_finish').slice(0, 10) || day)),
        msdyn_plannedwork: JSON.stringify([{ Start: day, Hours: Number(hours) }]),
        msdyn_plannedcost: amountOf(hours, terms.cost.price, terms.cost.digits),
        msdyn_plannedsales: amountOf(hours, terms.sales?.price ?? '0', terms.sales?.digits ?? 2),
        msdyn_billingtype: terms.billingType,
        _msdyn_projectid_value: projectId,
        _msdyn_taskid_value: taskId,
        _msdyn_projectteamid_value: memberId,
        _msdyn_bookableresourceid_value: resource?.['bookableresourceid'] ?? null,
        _msdyn_salescontractlineid_value: terms.line?.id ?? null,
        _transactioncurrencyid_value: terms.cost.currencyId || null,
      });
      return {
        assignment: idOf(assignment, 'msdyn_resourceassignment'),
        teamMember: memberId,
        plannedCost: text(assignment, 'msdyn_plannedcost'),
        plannedSales: text(assignment, 'msdyn_plannedsales'),
      };
    },
  },
  {
    name: 'remove-assignment',
    summary: 'Takes a resource off a task',
    parameters: { assignment: 'Id of the assignment' },
    run: (office, parameters) => {
      const id = optionalText(parameters, 'assignment')?.toLowerCase();
      office.get('msdyn_resourceassignment', id);
      office.delete('msdyn_resourceassignment', id);
      return {};
    },
  },
];

/** The place of a resource, or of a role that nobody fills yet, on the team of a project. */
const teamMember = (office: Office, projectId: string, resource: Row | undefined, roleId: string | undefined): Row => {
  const resourceId = text(resource, 'bookableresourceid') || undefined;
  const known = office
    .where('msdyn_projectteam', '_msdyn_project_value', projectId)
    .find((row) => lookup(row, 'msdyn_bookableresourceid') === resourceId && lookup(row, 'msdyn_resourcecategory') === roleId);
  return (
    known ??
    office.create('msdyn_projectteam', {
      msdyn_name: text(resource, 'name') || text(office.find('bookableresourcecategory', roleId), 'name') || 'Team member',
      _msdyn_project_value: projectId,
      _msdyn_bookableresourceid_value: resourceId ?? null,
      _msdyn_resourcecategory_value: roleId ?? null,
      _msdyn_organizationalunit_value: lookup(resource, 'msdyn_organizationalunit') ?? null,
    })
  );
};
