import { DataverseProjectTask, FinanceProjectTask } from '@concord/contracts';
import { defaultTo, defineTableMap, rounded, through } from '@concord/table-maps';

/**
 * Written by the scheduling service alone, and read here: Finance has a copy for reference. Their number comes after the task; a task is
 * sent after the summary task it belongs to. Source: 20.6.
 */
// prettier-ignore
export const projectTasksMap = defineTableMap<FinanceProjectTask, DataverseProjectTask>({
  name:           'Project tasks',
  version:        '1.0.0.4',
  finance:        FinanceProjectTask,
  dataverse:      DataverseProjectTask,
  integrationKey: [
    ['dataAreaId', through('msdyn_project', 'msdyn_projects', 'dataAreaId')],
    ['ProjectId',  through('msdyn_project', 'msdyn_projects', 'ProjectId')],
    ['TaskId',     'msdyn_activitynumber'],
  ],
  prerequisites:  ['msdyn_projects'],
  initialSync:    { required: false, master: 'dataverse' },
  creates:        'dataverse', onDelete: 'delete',
  shares:         ['TaskName', 'TaskElementId'],
  fields: (field) => [
    //    Finance               map   Dataverse                transform
    field('TaskName',            '<',  'msdyn_subject'),
    field('ParentTaskElementId', '<<', 'msdyn_parenttask',      through('msdyn_projecttasks', 'TaskElementId')),
    field('TaskElementId',       '<',  'msdyn_projecttaskid'),
    field('TaskOutlineLevel',    '<<', 'msdyn_outlinelevel',    defaultTo(0)),  // numbers of Finance are never empty
    field('TaskDisplaySequence', '<<', 'msdyn_displaysequence', rounded(10, { empty: '0' })),
  ],
});
